import { z } from "zod";
import { CURRENT_STATE_SOURCE } from "../registry/current-state-source.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import type { ProjectReader } from "../store/store.ts";
import { sampleWindow } from "./sample-window.ts";
import { QUALITY_CHECKS, type QualityCheck } from "./quality-checks.ts";
import { totals } from "./totals.ts";

export const DataQualityParams = z.object({
  range: TimeRange,
  /** Looks back from the end of the range until about so many calls. */
  sampleCalls: z.int().min(100).max(5_000_000).default(250_000),
});

export interface QualityFinding {
  readonly check: QualityCheck;
  readonly title: string;
  /** What to do about it. */
  readonly advice: string;
  readonly calls: number;
  /** Share of the counted calls that were looked at, 0..1; null without any. */
  readonly share: number | null;
  /** A trace to look at, the newest; null when there is none. */
  readonly sampleTraceId: string | null;
}

export interface DataQuality {
  /** Counted calls in the range. */
  readonly calls: number;
  /** All checks, also those that found nothing. */
  readonly findings: readonly QualityFinding[];
  /** The part of the range in which was counted what no roll-up has: all but calls without usage or price. */
  readonly sampled: TimeRange;
}

const CHECKS = Object.keys(QUALITY_CHECKS) as QualityCheck[];
const NO_TRACE = "0".repeat(32);

const Row = z.object({
  calls: z.string().transform(Number),
  counts: z.array(z.string().transform(Number)),
  samples: z.array(z.string()),
});

/** How far the figures of a period can be trusted, and what to do where they cannot. */
export async function dataQuality(
  reader: ProjectReader,
  input: z.input<typeof DataQualityParams>,
): Promise<DataQuality> {
  const { range, sampleCalls } = DataQualityParams.parse(input);
  const [{ current }, sampled] = await Promise.all([
    totals(reader, { range }),
    sampleWindow(reader, range, sampleCalls),
  ]);
  const conditions = CHECKS.map((check) => QUALITY_CHECKS[check].condition);
  const [row] = await reader.query({
    name: "dataQuality",
    sql: `
SELECT countIf(q.counted) AS calls,
  [${conditions.map((condition) => `countIf(${condition})`).join(", ")}] AS counts,
  [${conditions.map((condition) => `lower(hex(argMaxIf(q.trace_id, q.start_time, ${condition})))`).join(", ")}] AS samples
FROM (${CURRENT_STATE_SOURCE}) AS q
${QUERY_LIMITS}`,
    params: { from: BigInt(sampled.fromMs) * 1_000_000n, to: BigInt(sampled.toMs) * 1_000_000n },
    schema: Row,
  });
  // What roll-ups count is the same as on every other page, however long the range.
  const whole: Partial<Record<QualityCheck, number>> = {
    no_usage: current.noUsageCalls,
    unpriced: current.unpricedCalls,
  };
  const findings = CHECKS.map((check, index) => {
    const { title, advice } = QUALITY_CHECKS[check];
    const found = whole[check] ?? row?.counts[index] ?? 0;
    const of = whole[check] === undefined ? (row?.calls ?? 0) : current.calls;
    const sample = row?.samples[index] ?? NO_TRACE;
    const share = of === 0 ? null : found / of;
    const sampleTraceId = found === 0 || sample === NO_TRACE ? null : sample;
    return { check, title, advice, calls: found, share, sampleTraceId };
  });
  return { calls: current.calls, findings, sampled };
}
