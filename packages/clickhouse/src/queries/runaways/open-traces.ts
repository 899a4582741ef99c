import { z } from "zod";
import type { ProjectReader } from "../../store/store.ts";

const Count = z.union([z.number(), z.string()]).transform(Number);

const Row = z
  .object({
    trace: z.string(),
    feature: z.string(),
    tenant: z.string(),
    agent: z.string(),
    calls: Count,
    tools: Count,
    unpriced: Count,
    cost: z.string(),
    recent_cost: z.string(),
    first_ms: Count,
    last_ms: Count,
  })
  .transform((row) => ({
    traceId: row.trace,
    feature: row.feature,
    tenant: row.tenant,
    agent: row.agent,
    modelCalls: row.calls,
    toolCalls: row.tools,
    /** Calls whose cost is not in the figures. */
    unpricedCalls: row.unpriced,
    /** Decimal text in USD. */
    costUsd: row.cost,
    /** Of the last minute. */
    costPerMinuteUsd: row.recent_cost,
    startedAtMs: row.first_ms,
    lastSeenMs: row.last_ms,
  }));

export type OpenTraceRow = z.infer<typeof Row>;

/** Traces with a span received within the last minutes, the most expensive per minute first. */
export function openTraces(
  reader: ProjectReader,
  { nowMs, minutes = 2, limit = 50 }: { readonly nowMs: number; readonly minutes?: number; readonly limit?: number },
): Promise<OpenTraceRow[]> {
  return reader.query({
    name: "open traces",
    sql: `SELECT lower(hex(trace_id)) AS trace, max(t.feature) AS feature, max(t.tenant) AS tenant, max(t.agent) AS agent,
        countIf(role = 'call' AND booked = 1) AS calls, countIf(operation = 'execute_tool') AS tools,
        countIf(role = 'call' AND booked = 1 AND cost_status IN ('unpriced', 'no_usage')) AS unpriced,
        toString(sumIf(total_cost, booked = 1)) AS cost,
        toString(sumIf(total_cost, booked = 1 AND received_at >= fromUnixTimestamp64Milli({minute_ms: Int64}))) AS recent_cost,
        toUnixTimestamp64Milli(toDateTime64(min(start_time), 3, 'UTC')) AS first_ms, toUnixTimestamp64Milli(max(received_at)) AS last_ms
      FROM spans AS t
      WHERE project = {project: String} AND received_at >= fromUnixTimestamp64Milli({hour_ms: Int64})
      GROUP BY trace_id HAVING max(received_at) >= fromUnixTimestamp64Milli({since_ms: Int64})
      ORDER BY sumIf(total_cost, booked = 1 AND received_at >= fromUnixTimestamp64Milli({minute_ms: Int64})) DESC, calls DESC, trace
      LIMIT {limit: UInt32}
      SETTINGS max_execution_time = 10, max_memory_usage = 1000000000, max_rows_to_read = 50000000`,
    params: {
      minute_ms: nowMs - 60_000,
      since_ms: nowMs - minutes * 60_000,
      hour_ms: nowMs - 3_600_000,
      limit,
    },
    schema: Row,
  });
}
