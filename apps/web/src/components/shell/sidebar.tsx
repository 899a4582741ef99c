"use client";
import { usePathname } from "next/navigation";
import { cn } from "#lib/class-names.ts";
import { IntentLink } from "./intent-link.tsx";
import { Logo } from "./logo.tsx";
import { isActive, NAV_ITEMS, SETTINGS_ITEMS } from "./nav-items.ts";
import { ProjectSwitcher } from "./project-switcher.tsx";
import { ScopedLink } from "./scoped-link.tsx";
import { SignOut } from "./sign-out.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";

/** Content of the left column, and of the drawer on a phone. */
export function Sidebar({ onNavigate, onHelp }: { readonly onNavigate?: () => void; readonly onHelp: () => void }) {
  const pathname = usePathname();
  return (
    <div className="flex h-full flex-col gap-4 p-3">
      <div className="px-2 pt-1">
        <Logo />
      </div>
      <ProjectSwitcher />
      <nav aria-label="Pages" className="flex-1">
        <ul className="space-y-0.5">
          {NAV_ITEMS.map(({ href, label, icon: Icon }) => (
            <li key={href}>
              <IntentLink
                href={href}
                {...(onNavigate ? { onClick: onNavigate } : {})}
                aria-current={isActive(href, pathname) ? "page" : undefined}
                className={cn(
                  "flex h-8 items-center gap-2.5 rounded-md px-2 font-medium transition-colors",
                  isActive(href, pathname) ? "bg-hover text-ink" : "text-ink-2 hover:bg-hover hover:text-ink",
                )}
              >
                <Icon size={15} strokeWidth={1.75} aria-hidden />
                {label}
              </IntentLink>
              {href.startsWith("/settings") && pathname.startsWith("/settings") && (
                <SettingsNav pathname={pathname} onNavigate={onNavigate} />
              )}
            </li>
          ))}
        </ul>
      </nav>
      <SignOut />
      <div className="flex items-center justify-between gap-2">
        <ThemeToggle />
        <button
          type="button"
          onClick={onHelp}
          className="h-7 rounded-md px-2 text-xs text-ink-3 hover:bg-hover hover:text-ink"
        >
          Keys <span className="font-mono">?</span>
        </button>
      </div>
    </div>
  );
}

function SettingsNav({
  pathname,
  onNavigate,
}: {
  readonly pathname: string;
  readonly onNavigate: (() => void) | undefined;
}) {
  return (
    <ul className="mt-0.5 ml-[1.05rem] space-y-0.5 border-l pl-2.5">
      {SETTINGS_ITEMS.map((item) => (
        <li key={item.href}>
          <ScopedLink
            href={item.href}
            {...(onNavigate ? { onClick: onNavigate } : {})}
            aria-current={pathname === item.href ? "page" : undefined}
            className={cn(
              "flex h-7 items-center rounded-md px-2",
              pathname === item.href ? "font-medium text-ink" : "text-ink-2 hover:text-ink",
            )}
          >
            {item.label}
          </ScopedLink>
        </li>
      ))}
    </ul>
  );
}
