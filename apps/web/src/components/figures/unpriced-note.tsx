"use client";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { formatCount } from "#lib/format-count.ts";
import { formatPercent } from "#lib/format-percent.ts";
import type { Usage } from "#lib/usage/usage.ts";

/** Stands beside every total: what part of the calls is not in it. */
export function UnpricedNote({ usage }: { readonly usage: Usage }) {
  if (usage.calls === 0) return null;
  if (usage.unpricedCalls === 0 && usage.noUsageCalls === 0) return <span className="text-ink-3">every call has a price</span>;
  const parts = [
    usage.unpricedCalls > 0 ? `${formatCount(usage.unpricedCalls)} calls (${formatPercent(usage.unpricedCalls / usage.calls)}) have no price` : "",
    usage.noUsageCalls > 0 ? `${formatCount(usage.noUsageCalls)} (${formatPercent(usage.noUsageCalls / usage.calls)}) sent no usage` : "",
  ];
  return (
    <ScopedLink href="/data-quality" className="text-warn underline decoration-dotted underline-offset-2 hover:decoration-solid">
      {parts.filter(Boolean).join(", ")}
    </ScopedLink>
  );
}
