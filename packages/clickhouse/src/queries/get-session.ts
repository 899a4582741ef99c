import { z } from "zod";
import { createBinder } from "../registry/create-binder.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";

const Position = z.object({ startNs: z.string().regex(/^\d{1,19}$/), traceId: z.string().regex(/^[0-9a-f]{32}$/) });

export const GetSessionParams = z.object({
  session: z.string().min(1).max(1000),
  limit: z.int().min(1).max(100).default(20),
  /** Goes on after this trace. */
  after: Position.optional(),
});

/** One trace of a session. */
export interface SessionTrace {
  readonly traceId: string;
  /** Of the span without a parent, or of the first. */
  readonly name: string;
  readonly startNs: string;
  readonly endMs: number;
  readonly spans: number;
  readonly errors: number;
  readonly user: string;
  readonly tenant: string;
  readonly feature: string;
}

export interface SessionTraces {
  /** Oldest first, as a conversation is read. */
  readonly traces: readonly SessionTrace[];
  readonly next: z.output<typeof Position> | null;
}

const count = z.coerce.number();
const Row = z.object({
  trace_hex: z.string(),
  name: z.string(),
  start_ns: z.string(),
  end_ms: count,
  spans: count,
  errors: count,
  user_id: z.string(),
  tenant: z.string(),
  feature: z.string(),
});

/** The traces of a session in order. Traces have no end of their own, so a page is stable while new ones arrive. */
export async function getSession(
  reader: ProjectReader,
  input: z.input<typeof GetSessionParams>,
): Promise<SessionTraces> {
  const { session, limit, after } = GetSessionParams.parse(input);
  const binder = createBinder();
  const named = `t.session_id = ${binder.bind("String", session)}`;
  const behind =
    after === undefined
      ? ""
      : `HAVING (toInt64(start_ns), trace_hex) > (${binder.bind("Int64", after.startNs)}, ${binder.bind("String", after.traceId)})`;
  const rows = await reader.query({
    name: "getSession",
    sql: `
SELECT lower(hex(t.trace_id)) AS trace_hex,
  argMin(toString(t.name), (t.parent_span_id != toFixedString('', 8), t.start_time)) AS name,
  toUnixTimestamp64Nano(min(t.start_time)) AS start_ns,
  max(toUnixTimestamp64Milli(t.start_time) + intDiv(toInt64(t.duration_ns), 1000000)) AS end_ms,
  count() AS spans, countIf(t.status = 'error') AS errors,
  anyIf(t.user_id, t.user_id != '') AS user_id, anyIf(toString(t.tenant), t.tenant != '') AS tenant,
  anyIf(toString(t.feature), t.feature != '') AS feature
FROM spans AS t
WHERE t.project = {project: String} AND (${named} OR t.trace_id IN (
  SELECT t.trace_id FROM adjustments AS t WHERE t.project = {project: String} AND ${named} AND t.entry = 'book'))
GROUP BY t.trace_id
${behind}
ORDER BY start_ns, trace_hex
LIMIT ${binder.bind("UInt64", limit + 1)}
${QUERY_LIMITS}`,
    params: binder.params,
    schema: Row,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    traces: page.map((row) => ({
      traceId: row.trace_hex,
      name: row.name,
      startNs: row.start_ns,
      endMs: row.end_ms,
      spans: row.spans,
      errors: row.errors,
      user: row.user_id,
      tenant: row.tenant,
      feature: row.feature,
    })),
    next: rows.length > limit && last ? { startNs: last.start_ns, traceId: last.trace_hex } : null,
  };
}
