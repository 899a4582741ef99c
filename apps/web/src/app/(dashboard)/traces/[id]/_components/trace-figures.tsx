"use client";
import type { TraceTree } from "@spanledger/clickhouse";
import { useMemo } from "react";
import { Count } from "#components/figures/count.tsx";
import { Money } from "#components/figures/money.tsx";
import { Stat } from "#components/figures/stat.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { traceFacts } from "#lib/calls/trace-facts.ts";
import { formatInteger } from "#lib/format-count.ts";
import { formatDuration } from "#lib/format-duration.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { formatTime } from "#lib/time/format-time.ts";

/** The trace in five figures and whose it is. Its cost is the sum of the spans that are counted, as in every total. */
export function TraceFigures({ trace }: { readonly trace: Omit<TraceTree, "isCut" | "traceId"> }) {
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const facts = useMemo(() => traceFacts(trace.spans), [trace.spans]);
  const { session, user, tenant, feature } = trace;
  return (
    <div className="rounded-lg border bg-surface">
      <dl className="grid grid-cols-2 sm:grid-cols-5 sm:divide-x">
        <Stat
          label="Cost"
          value={<Money usd={facts.usd} />}
          note={facts.unknown > 0 ? `${facts.unknown} of ${facts.calls} calls have no price` : "every call has a price"}
        />
        <Stat label="Calls" value={<Count value={facts.calls} />} note={`${formatInteger(trace.spans.length)} spans`} />
        <Stat
          label="Took"
          value={formatDuration(facts.durationMs)}
          note={formatTime(facts.startMs, "seconds", timeZone)}
        />
        <Stat label="Tokens" value={<Count value={facts.tokens} />} note="billed once" />
        <Stat label="Failed" value={<Count value={facts.failed} />} note="spans with an error" />
      </dl>
      {[session, user, tenant, feature].some((value) => value !== "") && (
        <dl className="flex flex-wrap gap-x-6 gap-y-1 border-t px-4 py-2.5">
          <Owner label="Session" value={session} href={`/sessions/${encodeURIComponent(session)}`} />
          <Owner label="User" value={user} href={`/traces?f=${filter("user", user)}`} />
          <Owner label="Tenant" value={tenant} href={`/traces?f=${filter("tenant", tenant)}`} />
          <Owner label="Feature" value={feature} href={`/traces?f=${filter("feature", feature)}`} />
        </dl>
      )}
    </div>
  );
}

/** The array form of nuqs: commas inside an item are escaped once more. */
function filter(dimension: string, value: string): string {
  return encodeURIComponent(`${dimension}:${value.replaceAll(",", "%2C")}`);
}

function Owner({ label, value, href }: { readonly label: string; readonly value: string; readonly href: string }) {
  if (value === "") return null;
  return (
    <div className="flex min-w-0 gap-2">
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 truncate">
        <ScopedLink href={href} className="underline decoration-dotted underline-offset-2 hover:decoration-solid">
          {value}
        </ScopedLink>
      </dd>
    </div>
  );
}
