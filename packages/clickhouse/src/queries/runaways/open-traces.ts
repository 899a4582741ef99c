import { z } from "zod";
import type { ProjectReader } from "../../store/store.ts";

export const OpenTracesParams = z.object({ nowMs: z.int(), limit: z.int().min(1).max(500).default(200) });

/** A trace counts as open this long after the end of its last span. */
export const OPEN_FOR_MS = 300_000;
/** A span that began earlier and ended just now is not looked for. */
const LONGEST_SPAN_MS = 3_600_000;
const LATE_MS = 60_000;

export interface OpenTrace {
  readonly traceId: string;
  /** End of its last span. */
  readonly lastMs: number;
  readonly feature: string;
  readonly tenant: string;
  readonly agent: string;
}

export interface OpenTraces {
  /** Those that spent most lately, first. */
  readonly traces: readonly OpenTrace[];
  /** All that are open, also when fewer are listed. */
  readonly total: number;
}

const Row = z.object({
  trace: z.string(),
  last_ms: z.coerce.number(),
  feature_name: z.string(),
  tenant_id: z.string(),
  agent_name: z.string(),
  total: z.coerce.number(),
});

/** Traces with a call or tool within five minutes whose root has not arrived: a root is sent when everything under it has ended. */
export async function openTraces(reader: ProjectReader, input: z.input<typeof OpenTracesParams>): Promise<OpenTraces> {
  const { nowMs, limit } = OpenTracesParams.parse(input);
  const rows = await reader.query({
    name: "openTraces",
    sql: `
SELECT lower(hex(t.trace_id)) AS trace,
  max(toUnixTimestamp64Milli(t.start_time) + intDiv(toInt64(t.duration_ns), 1000000)) AS last_ms,
  maxIf(toUnixTimestamp64Milli(t.start_time) + intDiv(toInt64(t.duration_ns), 1000000), t.parent_span_id = toFixedString('', 8)) AS root_ms,
  anyIf(toString(t.feature), t.feature != '') AS feature_name, anyIf(toString(t.tenant), t.tenant != '') AS tenant_id,
  anyIf(toString(t.agent), t.agent != '') AS agent_name, count() OVER () AS total
FROM spans AS t
WHERE t.project = {project: String} AND t.start_time >= fromUnixTimestamp64Nano({from: Int64}, 'UTC')
  AND t.received_at >= fromUnixTimestamp64Milli({received: Int64})
GROUP BY t.trace_id
HAVING last_ms >= {open: Int64} AND last_ms > root_ms
  AND countIf(t.role = 'call' OR t.operation IN ('execute_tool', 'invoke_agent', 'retrieval')) > 0
ORDER BY sumIf(t.total_cost, t.booked = 1) DESC, last_ms DESC, trace
LIMIT {limit: UInt32}
SETTINGS max_execution_time = 10, max_memory_usage = 1000000000`,
    params: {
      from: BigInt(nowMs - LONGEST_SPAN_MS) * 1_000_000n,
      received: nowMs - OPEN_FOR_MS - LATE_MS,
      open: nowMs - OPEN_FOR_MS,
      limit,
    },
    schema: Row,
  });
  return {
    traces: rows.map((row) => ({
      traceId: row.trace,
      lastMs: row.last_ms,
      feature: row.feature_name,
      tenant: row.tenant_id,
      agent: row.agent_name,
    })),
    total: rows[0]?.total ?? 0,
  };
}
