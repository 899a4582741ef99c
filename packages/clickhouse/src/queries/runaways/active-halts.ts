import { z } from "zod";
import type { Store } from "../../store/store.ts";

const Halt = z.object({
  project: z.string(),
  trace_id: z.string(),
  tenant: z.string(),
  rule: z.string(),
  severity: z.string(),
  sentence: z.string(),
  first_span_id: z.string(),
  evidence_span_ids: z.string(),
  spent_usd: z.string(),
  action: z.string(),
  detected_at: z.string().transform(Number),
  expires_at: z.string().transform(Number),
});

/** Times in UTC milliseconds. */
export type ActiveHalt = z.infer<typeof Halt>;

/** Halts of all projects that are neither released nor expired, newest first, at most 10,000. */
export function activeHalts(store: Store, nowMs: number): Promise<ActiveHalt[]> {
  return store.query({
    name: "active halts",
    lane: "control",
    sql: `SELECT project, trace_id, tenant, rule, severity, sentence, first_span_id, evidence_span_ids, spent_usd, action,
        toUnixTimestamp64Milli(detected_at) AS detected_at, toUnixTimestamp64Milli(expires_at) AS expires_at
      FROM (
        SELECT * FROM trace_halts ORDER BY version DESC LIMIT 1 BY project, trace_id
      ) AS newest
      WHERE deleted = 0 AND newest.expires_at > fromUnixTimestamp64Milli({now: Int64})
      ORDER BY newest.detected_at DESC LIMIT 10000
      SETTINGS max_execution_time = 5, max_memory_usage = 500000000`,
    params: { now: Math.floor(nowMs) },
    schema: Halt,
  });
}
