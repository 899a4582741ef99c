import { listRunaways, type RunawayRow, TimeRange } from "@spanledger/clickhouse";
import { z } from "zod";
import { answer, type ApiContext } from "./answer.ts";
import { ApiError } from "./api-error.ts";
import { readCursor } from "./read-cursor.ts";
import { readLimit } from "./read-limit.ts";
import { readRange } from "./read-range.ts";
import { writeCursor } from "./write-cursor.ts";

const KNOWN = ["from", "to", "limit", "cursor"];
/** The range stays what it was on the first page, also when it ended "now". */
const Cursor = z.object({ offset: z.int().min(1), range: TimeRange });

/** GET /api/v1/runaways: what the rules found, newest first. */
export function getRunaways(request: Request, context: ApiContext): Promise<Response> {
  return answer(request, context, async ({ projectId, query }) => {
    for (const name of query.keys())
      if (!KNOWN.includes(name))
        throw new ApiError(400, `The parameter "${name}" is not known: use ${KNOWN.join(", ")}.`);
    const cursor = readCursor(query, Cursor);
    const range = cursor?.range ?? readRange(query, context.nowMs);
    const page = { range, limit: readLimit(query), offset: cursor?.offset ?? 0 };
    const { rows, nextOffset } = await listRunaways(context.store.project(projectId), page);
    return {
      data: rows.map(toJson),
      next_cursor: nextOffset === null ? null : writeCursor({ offset: nextOffset, range }),
    };
  });
}

function toJson(row: RunawayRow): Record<string, unknown> {
  return {
    trace_id: row.traceId,
    rule: row.rule,
    severity: row.severity,
    sentence: row.sentence,
    first_span_id: row.firstSpanId,
    evidence_span_ids: row.evidenceSpanIds,
    feature: row.feature || null,
    tenant: row.tenant || null,
    agent: row.agent || null,
    spent_usd: row.spentUsd,
    avoided_usd: row.avoidedUsd,
    detected_at: new Date(row.detectedAtMs).toISOString(),
    state: row.state,
  };
}
