import type { Store } from "@spanledger/clickhouse";
import { z } from "zod";

const UnsettledTrace = z.object({
  project: z.string(),
  trace: z.string(),
  rows: z.coerce.number(),
  last_received_ms: z.coerce.number(),
});

export type UnsettledTrace = z.infer<typeof UnsettledTrace>;

/**
 * Traces whose booking may depend on what came in another request, to another process or before a restart, and those
 * with a roll-up that waits. A job of the whole database, so it is the one query that is not scoped to a project.
 */
export async function findUnsettledTraces(
  store: Store,
  window: { readonly sinceMs: number; readonly limit: number },
): Promise<UnsettledTrace[]> {
  return store.query({
    name: "unsettled traces",
    sql: `SELECT project, lower(hex(trace_id)) AS trace, count() AS rows,
        toUnixTimestamp64Milli(max(received_at)) AS last_received_ms
      FROM spans
      WHERE received_at >= fromUnixTimestamp64Milli({since_ms: Int64})
      GROUP BY project, trace_id
      HAVING uniqExact(received_at, writer) > 1 OR countIf(billing_state = 'provisional') > 0 OR count() > uniqExact(span_id)
      ORDER BY last_received_ms
      LIMIT {limit: UInt32}
      SETTINGS max_execution_time = 60, max_memory_usage = 2000000000, max_bytes_before_external_group_by = 1000000000`,
    params: { since_ms: Math.max(0, Math.floor(window.sinceMs)), limit: window.limit },
    schema: UnsettledTrace,
  });
}
