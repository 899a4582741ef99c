import type { Store } from "@spanledger/clickhouse";
import { z } from "zod";

const RepeatedResponse = z.object({ project: z.string(), traces: z.array(z.string()) });

export type RepeatedResponse = z.infer<typeof RepeatedResponse>;

/** Traces that share a provider's response id (semconv 4.3 F). A job of the whole database, like the sweep. */
export async function findRepeatedResponses(
  store: Store,
  window: { readonly sinceMs: number },
): Promise<RepeatedResponse[]> {
  return store.query({
    name: "repeated responses",
    sql: `SELECT project, arrayMap(id -> lower(hex(id)), groupUniqArray(20)(trace_id)) AS traces
      FROM spans
      WHERE received_at >= fromUnixTimestamp64Milli({since_ms: Int64})
        AND role = 'call' AND length(response_id) >= 16 AND cache_tier = '' AND billing_state = 'billed'
      GROUP BY project, tenant, provider, response_id
      HAVING length(traces) > 1
      LIMIT 1000
      SETTINGS max_execution_time = 60, max_memory_usage = 2000000000, max_bytes_before_external_group_by = 1000000000`,
    params: { since_ms: Math.max(0, Math.floor(window.sinceMs)) },
    schema: RepeatedResponse,
  });
}
