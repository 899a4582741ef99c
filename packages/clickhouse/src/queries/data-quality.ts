import { z } from "zod";
import { CURRENT_STATE_SOURCE } from "../registry/current-state-source.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import type { ProjectReader } from "../store/store.ts";
import { QUALITY_CHECKS, type QualityCheck } from "./quality-checks.ts";

export const DataQualityParams = z.object({ range: TimeRange });

export interface QualityFinding {
  readonly check: QualityCheck;
  readonly title: string;
  /** What to do about it. */
  readonly advice: string;
  readonly calls: number;
  /** Share of the counted calls, 0..1; null without any. */
  readonly share: number | null;
  /** A trace to look at, the newest; null when there is none. */
  readonly sampleTraceId: string | null;
}

export interface DataQuality {
  /** Counted calls in the range. */
  readonly calls: number;
  /** All checks, also those that found nothing. */
  readonly findings: readonly QualityFinding[];
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
  const { range } = DataQualityParams.parse(input);
  const conditions = CHECKS.map((check) => QUALITY_CHECKS[check].condition);
  const [row] = await reader.query({
    name: "dataQuality",
    sql: `
SELECT countIf(q.counted) AS calls,
  [${conditions.map((condition) => `countIf(${condition})`).join(", ")}] AS counts,
  [${conditions.map((condition) => `lower(hex(argMaxIf(q.trace_id, q.start_time, ${condition})))`).join(", ")}] AS samples
FROM (${CURRENT_STATE_SOURCE}) AS q
${QUERY_LIMITS}`,
    params: { from: BigInt(range.fromMs) * 1_000_000n, to: BigInt(range.toMs) * 1_000_000n },
    schema: Row,
  });
  const calls = row?.calls ?? 0;
  const findings = CHECKS.map((check, index) => {
    const { title, advice } = QUALITY_CHECKS[check];
    const found = row?.counts[index] ?? 0;
    const sample = row?.samples[index] ?? NO_TRACE;
    const share = calls === 0 ? null : found / calls;
    return {
      check,
      title,
      advice,
      calls: found,
      share,
      sampleTraceId: found === 0 || sample === NO_TRACE ? null : sample,
    };
  });
  return { calls, findings };
}
