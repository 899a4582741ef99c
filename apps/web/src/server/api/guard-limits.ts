import { GuardLimitsInput } from "../guard/guard-limits-input.ts";
import { readGuardLimits } from "../guard/read-guard-limits.ts";
import { saveGuardLimits } from "../guard/save-guard-limits.ts";
import { answerChange } from "./answer-change.ts";
import { type ApiContext, json, toApiResponse } from "./answer.ts";
import { authenticate } from "./authenticate.ts";

/** GET /api/v1/guard/limits: the thresholds in force, of the project and of each feature that has its own. */
export async function getGuardLimits(request: Request, context: ApiContext): Promise<Response> {
  try {
    const { projectId } = await authenticate(request, context.store, "admin");
    return json(200, { data: await readGuardLimits(context.store, projectId) });
  } catch (error) {
    return toApiResponse(error);
  }
}

/** PUT /api/v1/guard/limits: replaces the thresholds of the project or of one feature. */
export function putGuardLimits(request: Request, context: ApiContext): Promise<Response> {
  return answerChange(request, context, {
    schema: GuardLimitsInput,
    async handle({ caller: { projectId, keyId }, input }) {
      const change = { ...input, projectId, changedBy: keyId, nowMs: context.nowMs };
      return { status: 200, body: await saveGuardLimits(context.store, change) };
    },
  });
}
