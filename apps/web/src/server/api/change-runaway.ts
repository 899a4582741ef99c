import { haltTrace, releaseTrace } from "@spanledger/clickhouse";
import { z } from "zod";
import { answerChange } from "./answer-change.ts";
import type { ApiContext } from "./answer.ts";
import { ApiError } from "./api-error.ts";

const MAX_MINUTES = 1_440;
const MINUTES = `“minutes” is a whole number from 1 to ${MAX_MINUTES}.`;
const HaltBody = z.strictObject({ minutes: z.int(MINUTES).min(1, MINUTES).max(MAX_MINUTES, MINUTES).default(60) });
const NoBody = z.strictObject({});
const TRACE_ID = /^[0-9a-f]{32}$/;

/** POST /api/v1/runaways/{trace_id}/halt: exporters refuse the trace's next model call. */
export function postHalt(request: Request, context: ApiContext, traceId: string): Promise<Response> {
  return answerChange(request, context, {
    schema: HaltBody,
    async handle({ caller: { projectId, keyId }, input: { minutes } }) {
      const asked = { projectId, traceId: traceOf(traceId), forMs: minutes * 60_000 };
      const outcome = await haltTrace(context.store, asked, { changedBy: keyId, nowMs: context.nowMs });
      if (outcome.status === "unknown") throw notFound();
      return {
        status: 200,
        body: { trace_id: asked.traceId, state: "halted", expires_at: new Date(outcome.expiresAtMs).toISOString() },
      };
    },
  });
}

/** POST /api/v1/runaways/{trace_id}/release: the trace may go on. */
export function postRelease(request: Request, context: ApiContext, traceId: string): Promise<Response> {
  return answerChange(request, context, {
    schema: NoBody,
    async handle({ caller: { projectId, keyId } }) {
      const asked = { projectId, traceId: traceOf(traceId) };
      if (!(await releaseTrace(context.store, asked, { changedBy: keyId, nowMs: context.nowMs }))) throw notFound();
      return { status: 200, body: { trace_id: asked.traceId, state: "released" } };
    },
  });
}

function traceOf(text: string): string {
  const traceId = text.toLowerCase();
  if (!TRACE_ID.test(traceId)) throw new ApiError(400, "A trace id has 32 hex digits.");
  return traceId;
}

function notFound(): ApiError {
  return new ApiError(404, "This project has no such trace: use the trace_id of GET /api/v1/runaways or of a call.");
}
