import { listDeliveries, replayDelivery } from "@spanledger/clickhouse";
import { z } from "zod";
import { answer, type ApiContext } from "../answer.ts";
import { answerChange } from "../answer-change.ts";
import { ApiError } from "../api-error.ts";
import { readLimit } from "../read-limit.ts";

/** GET /api/v1/deliveries: the delivery log, newest first; of one channel with channel, every try of a message with id. */
export function getDeliveries(request: Request, context: ApiContext): Promise<Response> {
  return answer(request, context, async ({ projectId, query }) => {
    for (const name of query.keys())
      if (!["channel", "id", "limit"].includes(name))
        throw new ApiError(400, `The parameter "${name}" is not known: use channel, id or limit.`);
    const channel = query.get("channel");
    const id = query.get("id");
    const found = await listDeliveries(context.store.project(projectId), {
      ...(channel === null ? {} : { channel }),
      ...(id === null ? {} : { id }),
      limit: readLimit(query),
    });
    const data = found.map((delivery) => ({
      id: delivery.id,
      channel: delivery.channel,
      title: delivery.title,
      events: delivery.events,
      state: delivery.state,
      attempt: delivery.attempt,
      status_code: delivery.statusCode === 0 ? null : delivery.statusCode,
      error: delivery.error === "" ? null : delivery.error,
      took_ms: delivery.tookMs,
      created_at: new Date(delivery.createdAtMs).toISOString(),
      recorded_at: new Date(delivery.recordedAtMs).toISOString(),
      next_attempt_at: delivery.state === "pending" ? new Date(delivery.nextAttemptAtMs).toISOString() : null,
    }));
    return { data, next_cursor: null };
  });
}

/** POST /api/v1/deliveries/{id}/replay: sends a message again, with the same idempotency key. */
export function postReplay(request: Request, context: ApiContext, id: string): Promise<Response> {
  return answerChange(request, context, {
    schema: z.unknown(),
    handle: async ({ caller }) => {
      const { store, nowMs } = context;
      const isKnown = await replayDelivery(store, { project: caller.projectId, id, nowMs });
      if (!isKnown) throw new ApiError(404, "There is no such delivery.");
      return { status: 202, body: { id } };
    },
  });
}
