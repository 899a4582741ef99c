import { Badge } from "#components/ui/badge.tsx";

const STATES = {
  watching: { tone: "warn", label: "watching", title: "Found, not stopped" },
  alerted: { tone: "warn", label: "alerted", title: "Found and told, not stopped" },
  halted: { tone: "bad", label: "halted", title: "Its next model call is refused" },
  released: { tone: "neutral", label: "released", title: "Somebody let it go on" },
  resolved: { tone: "good", label: "resolved", title: "It ended by itself" },
} as const;

/** State of a runaway; its title says what that means. Nothing for a trace in which nothing was found. */
export function StateBadge({ state }: { readonly state: string }) {
  const known = Object.hasOwn(STATES, state) ? STATES[state as keyof typeof STATES] : undefined;
  if (known === undefined) return <span className="text-ink-3">–</span>;
  return (
    <Badge tone={known.tone} title={known.title}>
      {known.label}
    </Badge>
  );
}
