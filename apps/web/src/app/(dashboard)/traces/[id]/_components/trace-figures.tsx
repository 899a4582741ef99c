"use client";
import type { TraceSpan } from "@spanledger/clickhouse";
import { Count } from "#components/figures/count.tsx";
import { Money } from "#components/figures/money.tsx";
import { Stat } from "#components/figures/stat.tsx";
import { formatDuration } from "#lib/format-duration.ts";
import { sumUsd } from "#lib/money/sum-usd.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { formatTime } from "#lib/time/format-time.ts";

/** The trace in five figures. Its cost is the sum of the spans that are counted, as in every total. */
export function TraceFigures({ spans }: { readonly spans: readonly TraceSpan[] }) {
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const counted = spans.filter((span) => span.counted);
  const known = counted
    .filter((span) => span.billingState !== "cached")
    .flatMap(({ cost }) => (cost ? [cost.total] : []));
  const unknown = counted.filter(({ cost, billingState }) => cost === null && billingState !== "cached").length;
  const start = spans.reduce(
    (least, span) => (BigInt(span.startTimeNs) < least ? BigInt(span.startTimeNs) : least),
    BigInt(spans[0]?.startTimeNs ?? 0),
  );
  const end = spans.reduce(
    (most, span) => Math.max(most, Number(BigInt(span.startTimeNs) - start) / 1e6 + span.durationMs),
    0,
  );
  const tokens = counted.reduce(
    (sum, { tokens: t }) => sum + (t ? t.inputUncached + t.cacheRead + t.cacheWrite5m + t.cacheWrite1h + t.output : 0),
    0,
  );
  const failed = spans.filter(({ status }) => status === "error").length;
  return (
    <dl className="grid grid-cols-2 rounded-lg border bg-surface sm:grid-cols-5 sm:divide-x">
      <Stat
        label="Cost"
        value={<Money usd={known.length === 0 && unknown > 0 ? null : sumUsd(known)} />}
        note={unknown > 0 ? `${unknown} of ${counted.length} calls have no price` : "every call has a price"}
      />
      <Stat label="Calls" value={<Count value={counted.length} />} note={`${spans.length} spans`} />
      <Stat
        label="Took"
        value={formatDuration(end)}
        note={formatTime(Number(start / 1_000_000n), "seconds", timeZone)}
      />
      <Stat label="Tokens" value={<Count value={tokens} />} note="billed once" />
      <Stat label="Failed" value={<Count value={failed} />} note="spans with an error" />
    </dl>
  );
}
