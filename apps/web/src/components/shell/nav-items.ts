import {
  Bot,
  ChartColumn,
  LayoutDashboard,
  ListTree,
  MessagesSquare,
  DatabaseZap,
  Scale,
  Settings,
  ShieldCheck,
  Timer,
  Wallet,
  type LucideIcon,
} from "lucide-react";

export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly hint: string;
}

export const NAV_ITEMS: readonly NavItem[] = [
  { href: "/", label: "Overview", icon: LayoutDashboard, hint: "Where the money goes" },
  { href: "/costs", label: "Costs", icon: ChartColumn, hint: "Who and what spends it" },
  { href: "/agents", label: "Agents", icon: Bot, hint: "What runs away now" },
  { href: "/latency", label: "Latency", icon: Timer, hint: "Who waits, and where" },
  { href: "/cache", label: "Cache", icon: DatabaseZap, hint: "What caching gives, and what is left" },
  { href: "/traces", label: "Calls", icon: ListTree, hint: "Every call and its trace" },
  { href: "/sessions", label: "Sessions", icon: MessagesSquare, hint: "Conversations and what they cost" },
  { href: "/budgets", label: "Budgets", icon: Wallet, hint: "What may be spent, and who is told" },
  { href: "/data-quality", label: "Data quality", icon: ShieldCheck, hint: "What the figures rest on" },
  { href: "/compliance", label: "Compliance", icon: Scale, hint: "What an auditor can be shown" },
  { href: "/settings/prices", label: "Settings", icon: Settings, hint: "Prices, keys, currency" },
];

export const SETTINGS_ITEMS = [
  { href: "/settings/prices", label: "Prices" },
  { href: "/settings/keys", label: "Keys" },
  { href: "/settings/currency", label: "Currency" },
  { href: "/settings/project", label: "Project" },
  { href: "/settings/history", label: "History" },
  { href: "/settings/system", label: "System" },
] as const;

export function isActive(href: string, pathname: string): boolean {
  if (href === "/") return pathname === "/";
  const root = `/${href.split("/")[1] ?? ""}`;
  return pathname === root || pathname.startsWith(`${root}/`);
}
