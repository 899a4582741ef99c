import { type Erasure, listErasures, previewErasure, requestErasure } from "@spanledger/evidence-store";
import { ErasureInput, PreviewInput } from "../evidence/erasure-input.ts";
import { answerChange } from "./answer-change.ts";
import { answer, type ApiContext, json, toApiResponse } from "./answer.ts";
import { ApiError } from "./api-error.ts";
import { authenticate } from "./authenticate.ts";

/** POST /api/v1/erasures: asks for the erasure of everything that belongs to a subject. */
export function postErasure(request: Request, context: ApiContext): Promise<Response> {
  return answerChange(request, context, {
    schema: ErasureInput,
    handle: async ({ caller, input }) => {
      const asked = { ...input, requestedBy: caller.keyId, nowMs: context.nowMs };
      const id = await requestErasure(context.store, caller.projectId, asked);
      return { status: 202, body: { id, state: "requested", url: `/api/v1/erasures/${id}` } };
    },
  });
}

/** POST /api/v1/erasures/preview: what an erasure would take. Nothing is changed. */
export function postErasurePreview(request: Request, context: ApiContext): Promise<Response> {
  return answerChange(request, context, {
    schema: PreviewInput,
    handle: async ({ caller, input }) => {
      const reader = context.store.project(caller.projectId);
      const { firstAtMs, lastAtMs, ...counts } = await previewErasure(reader, input.subject);
      const time = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
      return { status: 200, body: { ...counts, first_at: time(firstAtMs), last_at: time(lastAtMs) } };
    },
  });
}

/** GET /api/v1/erasures: the requests, newest first. */
export function getErasures(request: Request, context: ApiContext): Promise<Response> {
  return answer(request, context, async ({ projectId }) => ({
    data: (await listErasures(context.store.project(projectId))).map(toJson),
    next_cursor: null,
  }));
}

/** GET /api/v1/erasures/{id}: how far it is, and what a search found afterwards. */
export async function getErasure(request: Request, context: ApiContext, id: string): Promise<Response> {
  try {
    const { projectId } = await authenticate(request, context.store);
    const [found] = await listErasures(context.store.project(projectId), id);
    if (found === undefined) throw new ApiError(404, "This project has no such erasure.");
    return json(200, toJson(found));
  } catch (error) {
    return toApiResponse(error);
  }
}

function toJson(erasure: Erasure): object {
  return {
    id: erasure.id,
    state: erasure.state,
    subject_kind: erasure.kind,
    basis: erasure.basis,
    reason: erasure.reason,
    spans: erasure.spans,
    contents: erasure.contents,
    records: erasure.records,
    found_afterwards: erasure.found,
    record_id: erasure.recordId,
    requested_by: erasure.requestedBy,
    requested_at: new Date(erasure.requestedAtMs).toISOString(),
    done_at: erasure.doneAtMs === null ? null : new Date(erasure.doneAtMs).toISOString(),
  };
}
