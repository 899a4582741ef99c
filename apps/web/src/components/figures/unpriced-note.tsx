"use client";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { formatPercent } from "#lib/format-percent.ts";
import type { Usage } from "#lib/usage/usage.ts";

/** Stands beside every total: what part of the calls is not in it. */
export function UnpricedNote({ usage }: { readonly usage: Usage }) {
  const { calls, unpricedCalls, noUsageCalls } = usage;
  const unknown = unpricedCalls + noUsageCalls;
  if (calls === 0) return null;
  if (unknown === 0) return <span className="text-ink-3">every call has a price</span>;
  return (
    <ScopedLink
      href="/data-quality"
      title={`${formatInteger(unpricedCalls)} calls have no price, ${formatInteger(noUsageCalls)} sent no usage. Their cost is unknown and not in this sum.`}
      className="text-warn underline decoration-dotted underline-offset-2 hover:decoration-solid"
    >
      {formatPercent(unknown / calls)} of calls have no price
    </ScopedLink>
  );
}
