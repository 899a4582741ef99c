import { listAlertEvents, ListAlertEventsParams } from "@spanledger/clickhouse";
import { answer, type ApiContext } from "../answer.ts";
import { ApiError } from "../api-error.ts";
import { readLimit } from "../read-limit.ts";

/** GET /api/v1/alert-events: what fired and recovered, newest first; of one budget or alert with source and source_id. */
export function getAlertEvents(request: Request, context: ApiContext): Promise<Response> {
  return answer(request, context, async ({ projectId, query }) => {
    for (const name of query.keys())
      if (!["source", "source_id", "before", "limit"].includes(name))
        throw new ApiError(400, `The parameter "${name}" is not known: use source, source_id, before or limit.`);
    const before = query.get("before");
    const params = ListAlertEventsParams.safeParse({
      source: query.get("source") ?? undefined,
      sourceId: query.get("source_id") ?? undefined,
      beforeMs: before === null ? undefined : Date.parse(before),
      limit: readLimit(query),
    });
    if (!params.success)
      throw new ApiError(400, "Use source=budget, rule, runaway, ledger or test, and an ISO 8601 time in before.");
    const events = await listAlertEvents(context.store.project(projectId), params.data);
    const last = events.length === params.data.limit ? events.at(-1) : undefined;
    const data = events.map(({ atMs, sourceId, isMuted, ...event }) => ({
      at: new Date(atMs).toISOString(),
      source_id: sourceId,
      muted: isMuted,
      ...event,
    }));
    return { data, next_cursor: last === undefined ? null : new Date(last.atMs).toISOString() };
  });
}
