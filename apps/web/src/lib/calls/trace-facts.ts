import type { TreeCall } from "@spanledger/clickhouse";
import { sumUsd } from "#lib/money/sum-usd.ts";

export interface TraceFacts {
  /** null when there are counted calls and none has a known cost. */
  readonly usd: string | null;
  readonly calls: number;
  /** Counted calls whose cost nobody knows. */
  readonly unknown: number;
  readonly tokens: number;
  readonly failed: number;
  /** UTC ms. */
  readonly startMs: number;
  /** From the first start to the last end. */
  readonly durationMs: number;
}

/** What a trace comes to. A call that a cache answered is counted and cost nothing. */
export function traceFacts(spans: readonly TreeCall[]): TraceFacts {
  const counted = spans.filter((span) => span.counted);
  const spent = counted.filter(({ billingState }) => billingState !== "cached");
  const known = spent.flatMap(({ cost }) => (cost ? [cost.total] : []));
  const unknown = spent.length - known.length;
  const startNs = spans.reduce<bigint | null>((least, { startTimeNs }) => {
    const start = BigInt(startTimeNs);
    return least === null || start < least ? start : least;
  }, null);
  const first = startNs ?? 0n;
  return {
    usd: known.length === 0 && unknown > 0 ? null : sumUsd(known),
    calls: counted.length,
    unknown,
    tokens: counted.reduce((sum, { tokens }) => sum + (tokens ? tokens.input + tokens.output : 0), 0),
    failed: spans.filter(({ status }) => status === "error").length,
    startMs: Number(first / 1_000_000n),
    durationMs: spans.reduce(
      (most, span) => Math.max(most, Number(BigInt(span.startTimeNs) - first) / 1e6 + span.durationMs),
      0,
    ),
  };
}
