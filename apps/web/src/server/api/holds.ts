import { type Hold, listHolds, releaseHold } from "@spanledger/evidence-store";
import { addHold } from "../evidence/add-hold.ts";
import { HoldInput } from "../evidence/hold-input.ts";
import { answerChange } from "./answer-change.ts";
import { answer, type ApiContext, json, toApiResponse } from "./answer.ts";
import { ApiError } from "./api-error.ts";
import { authenticate } from "./authenticate.ts";

/** GET /api/v1/holds: what must neither expire nor be erased for now, newest first. */
export function getHolds(request: Request, context: ApiContext): Promise<Response> {
  return answer(request, context, async ({ projectId }) => ({
    data: (await listHolds(context.store.project(projectId))).map(toJson),
    next_cursor: null,
  }));
}

/** POST /api/v1/holds: places one; it is in force when the answer comes. */
export function postHold(request: Request, context: ApiContext): Promise<Response> {
  return answerChange(request, context, {
    schema: HoldInput,
    handle: async ({ caller: { projectId, keyId }, input }) => {
      const { store, nowMs } = context;
      return { status: 201, body: { id: await addHold({ store, projectId, input, changedBy: keyId, nowMs }) } };
    },
  });
}

/** DELETE /api/v1/holds/{id}: releases it. */
export async function deleteHold(request: Request, context: ApiContext, id: string): Promise<Response> {
  try {
    const { projectId, keyId } = await authenticate(request, context.store, "admin");
    const change = { id, changedBy: keyId, nowMs: context.nowMs };
    if (await releaseHold(context.store, projectId, change)) return json(200, { id, released: true });
    throw new ApiError(404, "This project has no such hold in force.");
  } catch (error) {
    return toApiResponse(error);
  }
}

function toJson({ id, scope, value, basis, owner, note, reviewAtMs, placedAtMs }: Hold): object {
  return {
    id,
    scope,
    value,
    basis,
    owner,
    note,
    review_on: reviewAtMs === null ? null : new Date(reviewAtMs).toISOString().slice(0, 10),
    placed_at: new Date(placedAtMs).toISOString(),
  };
}
