import { z } from "zod";
import { createBinder } from "../../registry/create-binder.ts";
import { QUERY_LIMITS } from "../../registry/query-limits.ts";
import { TimeRange } from "../../registry/time-range.ts";
import type { ProjectReader } from "../../store/store.ts";

export const ListRunawaysParams = z.object({
  /** By time of detection. */
  range: TimeRange,
  traceId: z.string().default(""),
  limit: z.int().min(1).max(1000).default(100),
  offset: z.int().min(0).default(0),
});

const Row = z
  .object({
    trace_id: z.string(),
    rule: z.string(),
    severity: z.enum(["warning", "critical"]),
    sentence: z.string(),
    first_span_id: z.string(),
    evidence_span_ids: z.string(),
    feature: z.string(),
    tenant: z.string(),
    agent: z.string(),
    spent_usd: z.string(),
    avoided_usd: z.string(),
    detected_ms: z.string().transform(Number),
    changed_ms: z.string().transform(Number),
    changed_by: z.string(),
    state: z.enum(["watching", "alerted", "halted", "released", "resolved"]),
  })
  .transform((row) => ({
    traceId: row.trace_id,
    rule: row.rule,
    severity: row.severity,
    sentence: row.sentence,
    firstSpanId: row.first_span_id,
    evidenceSpanIds: z.array(z.string()).parse(JSON.parse(row.evidence_span_ids)),
    feature: row.feature,
    tenant: row.tenant,
    agent: row.agent,
    /** Decimal text in USD; null when not known. */
    spentUsd: row.spent_usd || null,
    avoidedUsd: row.avoided_usd || null,
    detectedAtMs: row.detected_ms,
    state: row.state,
    stateSinceMs: row.changed_ms,
    stateBy: row.changed_by,
  }));

export type RunawayRow = z.infer<typeof Row>;

/** What was found in the range, newest first, in its current state. */
export async function listRunaways(
  reader: ProjectReader,
  input: z.input<typeof ListRunawaysParams>,
): Promise<{ readonly rows: readonly RunawayRow[]; readonly nextOffset: number | null }> {
  const { range, traceId, limit, offset } = ListRunawaysParams.parse(input);
  const binder = createBinder();
  const from = binder.bind("Int64", range.fromMs);
  const to = binder.bind("Int64", range.toMs);
  const trace = binder.bind("String", traceId);
  const rows = await reader.query({
    name: "listRunaways",
    sql: `
SELECT trace_id, rule, severity, sentence, first_span_id, evidence_span_ids, feature, tenant, agent, spent_usd, avoided_usd,
  state, changed_by, toUnixTimestamp64Milli(detected_at) AS detected_ms, toUnixTimestamp64Milli(changed_at) AS changed_ms
FROM (
  SELECT * FROM runaways
  WHERE project = {project: String} AND (${trace} = '' OR trace_id = ${trace})
    AND detected_at >= fromUnixTimestamp64Milli(${from}) AND detected_at < fromUnixTimestamp64Milli(${to})
  ORDER BY version DESC LIMIT 1 BY trace_id, rule
)
WHERE deleted = 0
ORDER BY detected_ms DESC, trace_id, rule
LIMIT ${binder.bind("UInt64", limit + 1)} OFFSET ${binder.bind("UInt64", offset)}
${QUERY_LIMITS}`,
    params: binder.params,
    schema: Row,
  });
  return { rows: rows.slice(0, limit), nextOffset: rows.length > limit ? offset + limit : null };
}
