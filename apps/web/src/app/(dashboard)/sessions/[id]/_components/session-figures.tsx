"use client";
import { Count } from "#components/figures/count.tsx";
import { Money } from "#components/figures/money.tsx";
import { Stat } from "#components/figures/stat.tsx";
import { formatDuration } from "#lib/format-duration.ts";
import { sumUsd } from "#lib/money/sum-usd.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { ShownTrace } from "./trace-turn.tsx";

/** The conversation in figures; while not all of it is loaded they say so. */
export function SessionFigures({
  traces,
  isWhole,
}: {
  readonly traces: readonly ShownTrace[];
  readonly isWhole: boolean;
}) {
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const usages = traces.flatMap(({ usage }) => (usage ? [usage] : []));
  const known = usages.flatMap(({ costUsd }) => (costUsd === null ? [] : [costUsd]));
  const calls = usages.reduce((sum, usage) => sum + usage.calls, 0);
  const unknown = usages.reduce((sum, usage) => sum + usage.unpricedCalls + usage.noUsageCalls, 0);
  const starts = traces.map(({ startNs }) => Number(BigInt(startNs) / 1_000_000n));
  const [startMs, endMs] = [Math.min(...starts), Math.max(...traces.map((trace) => trace.endMs))];
  const user = traces.find((trace) => trace.user !== "")?.user ?? "";
  const tenant = traces.find((trace) => trace.tenant !== "")?.tenant ?? "";
  const part = isWhole ? undefined : "of the traces shown";
  return (
    <dl className="grid grid-cols-2 rounded-lg border bg-surface sm:grid-cols-4 sm:divide-x">
      <Stat
        label="Spend"
        value={<Money usd={known.length === 0 && unknown > 0 ? null : sumUsd(known)} />}
        note={unknown > 0 ? `${unknown} of ${calls} calls have no price` : (part ?? "every call has a price")}
      />
      <Stat
        label="Calls"
        value={<Count value={calls} />}
        note={part ?? (traces.length === 1 ? "1 trace" : `${traces.length} traces`)}
      />
      <Stat label="Lasted" value={formatDuration(endMs - startMs)} note={formatTime(startMs, "seconds", timeZone)} />
      <Stat label="User" value={<span className="text-base">{user || "–"}</span>} note={tenant || "no tenant"} />
    </dl>
  );
}
