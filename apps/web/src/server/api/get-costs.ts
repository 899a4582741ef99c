import { costByDimension, TimeRange, type CostRow, type Dimension } from "@spanledger/clickhouse";
import { z } from "zod";
import { answer, type ApiContext } from "./answer.ts";
import { readCursor } from "./read-cursor.ts";
import { readFilters } from "./read-filters.ts";
import { readGroupBy } from "./read-group-by.ts";
import { readLimit } from "./read-limit.ts";
import { readRange } from "./read-range.ts";
import { refuseUnknown } from "./refuse-unknown.ts";
import { writeCursor } from "./write-cursor.ts";

/** The range stays what it was on the first page, also when it ended "now". */
const Cursor = z.object({ offset: z.int().min(1), range: TimeRange });

/** GET /api/v1/costs: sums per group, the most expensive first. */
export function getCosts(request: Request, context: ApiContext): Promise<Response> {
  return answer(request, context, async ({ projectId, query }) => {
    refuseUnknown(query, ["from", "to", "groupBy", "limit", "cursor"]);
    const cursor = readCursor(query, Cursor);
    const range = cursor?.range ?? readRange(query, context.nowMs);
    const groupBy = readGroupBy(query);
    const costs = await costByDimension(context.store.project(projectId), {
      range,
      groupBy,
      filters: readFilters(query),
      limit: readLimit(query),
      offset: cursor?.offset ?? 0,
    });
    const next = costs.nextOffset;
    return {
      data: costs.rows.map((row) => toJson(groupBy, row)),
      next_cursor: next === null ? null : writeCursor({ offset: next, range }),
    };
  });
}

function toJson(groupBy: readonly Dimension[], row: CostRow): Record<string, string | number | null> {
  return {
    ...Object.fromEntries(groupBy.map((dimension, index) => [dimension, row.keys[index] || null])),
    calls: row.calls,
    input_uncached_tokens: row.inputUncachedTokens,
    cache_read_tokens: row.cacheReadTokens,
    cache_write_tokens: row.cacheWriteTokens,
    output_tokens: row.outputTokens,
    cost_usd: row.costUsd,
    unpriced_calls: row.unpricedCalls,
    no_usage_calls: row.noUsageCalls,
  };
}
