import { z } from "zod";
import { createBinder } from "../registry/create-binder.ts";
import { DayRates } from "../registry/day-rates.ts";
import { filterExpression } from "../registry/filter-expression.ts";
import { isAttributeDimension } from "../registry/is-attribute-dimension.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import type { Usage } from "../registry/usage.ts";
import { UsageFilter } from "../registry/usage-filter.ts";
import type { ProjectReader } from "../store/store.ts";
import { costByDimension } from "./cost-by-dimension.ts";

const Position = z.object({
  lastSeenMs: z.int().min(0),
  session: z.string().max(1000),
  /** Spans that arrive later do not move sessions between the pages of one list. UTC ms. */
  asOfMs: z.int().min(0),
});

export const ListSessionsParams = z.object({
  range: TimeRange,
  filters: z.array(UsageFilter).max(50).default([]),
  rates: DayRates.optional(),
  limit: z.int().min(1).max(200).default(50),
  after: Position.optional(),
  nowMs: z.int(),
});

/** A conversation: the spans that name the same session. */
export interface SessionRow {
  readonly session: string;
  readonly firstSeenMs: number;
  /** End of its last span. */
  readonly lastSeenMs: number;
  readonly traces: number;
  readonly user: string;
  readonly tenant: string;
  readonly feature: string;
  readonly errors: number;
  /** The same sums as costs by session. */
  readonly usage: Usage | null;
}

export interface SessionPage {
  /** Last seen first. */
  readonly sessions: readonly SessionRow[];
  readonly next: z.output<typeof Position> | null;
}

const count = z.coerce.number();
const Row = z.object({
  session: z.string(),
  first_ms: count,
  last_ms: count,
  traces: count,
  user_id: z.string(),
  tenant: z.string(),
  feature: z.string(),
  errors: count,
});

/** Sessions of the range, the last seen first. */
export async function listSessions(
  reader: ProjectReader,
  input: z.input<typeof ListSessionsParams>,
): Promise<SessionPage> {
  const params = ListSessionsParams.parse(input);
  const { range, filters, rates, limit, after } = params;
  const found = await reader.query({ name: "listSessions", ...sessionsSql(params), schema: Row });
  const page = found.slice(0, limit);
  const usage = await usageOf(reader, { range, filters, rates, sessions: page.map(({ session }) => session) });
  const last = page.at(-1);
  const asOfMs = after?.asOfMs ?? params.nowMs;
  return {
    sessions: page.map((row) => ({
      session: row.session,
      firstSeenMs: row.first_ms,
      lastSeenMs: row.last_ms,
      traces: row.traces,
      user: row.user_id,
      tenant: row.tenant,
      feature: row.feature,
      errors: row.errors,
      usage: usage.get(row.session) ?? null,
    })),
    next: found.length > limit && last ? { lastSeenMs: last.last_ms, session: last.session, asOfMs } : null,
  };
}

function sessionsSql({ range, filters, limit, after }: z.output<typeof ListSessionsParams>) {
  const binder = createBinder();
  const ns = (ms: number) => `fromUnixTimestamp64Nano(${binder.bind("Int64", BigInt(ms) * 1_000_000n)}, 'UTC')`;
  const [from, to] = [ns(range.fromMs), ns(range.toMs)];
  const within = `t.start_time >= ${from} AND t.start_time < ${to} AND t.session_id != ''`;
  const named = filters.filter(({ dimension }) => !isAttributeDimension(dimension));
  const asOf = after === undefined ? "" : ` AND t.received_at <= ${ns(after.asOfMs)}`;
  const behind =
    after === undefined
      ? ""
      : `HAVING (last_ms, session) < (${binder.bind("Int64", after.lastSeenMs)}, ${binder.bind("String", after.session)})`;
  // A session that a span got from a parent that arrived later stands in its correction.
  const sql = `
SELECT s.session AS session, min(s.start_ms) AS first_ms, max(s.end_ms) AS last_ms, uniqExact(s.trace) AS traces,
  anyIf(s.user, s.user != '') AS user_id, anyIf(s.tenant_id, s.tenant_id != '') AS tenant,
  anyIf(s.feature_name, s.feature_name != '') AS feature, sum(s.failed) AS errors
FROM (
  SELECT t.session_id AS session, toUnixTimestamp64Milli(t.start_time) AS start_ms,
    toUnixTimestamp64Milli(t.start_time) + intDiv(toInt64(t.duration_ns), 1000000) AS end_ms, t.trace_id AS trace, t.user_id AS user,
    toString(t.tenant) AS tenant_id, toString(t.feature) AS feature_name, toUInt8(t.status = 'error' AND t.role = 'call') AS failed
  FROM spans AS t WHERE t.project = {project: String} AND ${within}${asOf}${filterExpression(filters, "spans", binder)}
  UNION ALL
  SELECT t.session_id AS session, toUnixTimestamp64Milli(t.start_time) AS start_ms, start_ms AS end_ms, t.trace_id AS trace,
    t.user_id AS user, toString(t.tenant) AS tenant_id, toString(t.feature) AS feature_name, toUInt8(0) AS failed
  FROM adjustments AS t WHERE t.project = {project: String} AND ${within} AND t.entry = 'book'${named.length < filters.length ? " AND 0" : filterExpression(named, "spans", binder)}
) AS s
GROUP BY session
${behind}
ORDER BY last_ms DESC, session DESC
LIMIT ${binder.bind("UInt64", limit + 1)}
${QUERY_LIMITS}`;
  return { sql, params: binder.params };
}

interface UsageOf extends Pick<z.output<typeof ListSessionsParams>, "range" | "filters" | "rates"> {
  readonly sessions: readonly string[];
}

async function usageOf(reader: ProjectReader, { sessions, filters, rates, range }: UsageOf) {
  if (sessions.length === 0) return new Map<string, Usage>();
  const { rows } = await costByDimension(reader, {
    range,
    ...(rates && { rates }),
    filters: [...filters, { dimension: "session", op: "in", values: [...sessions] }],
    groupBy: ["session"],
    limit: sessions.length,
  });
  return new Map(rows.map(({ keys, ...usage }) => [keys[0] ?? "", usage]));
}
