"use client";
import { usePathname } from "next/navigation";
import { SETTINGS_ITEMS } from "#components/shell/nav-items.ts";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { cn } from "#lib/class-names.ts";

export function SettingsTabs() {
  const pathname = usePathname();
  return (
    <nav aria-label="Settings" className="overflow-x-auto border-b lg:hidden">
      <ul className="flex gap-1 px-2 sm:px-4">
        {SETTINGS_ITEMS.map(({ href, label }) => {
          const isHere = pathname === href;
          return (
            <li key={href}>
              <ScopedLink
                href={href}
                aria-current={isHere ? "page" : undefined}
                className={cn(
                  "block border-b-2 px-2 py-2.5 font-medium whitespace-nowrap",
                  isHere ? "border-ink text-ink" : "border-transparent text-ink-2 hover:text-ink",
                )}
              >
                {label}
              </ScopedLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
