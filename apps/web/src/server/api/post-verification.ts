import { requestVerification } from "@spanledger/evidence-store";
import { z } from "zod";
import { answerChange } from "./answer-change.ts";
import type { ApiContext } from "./answer.ts";

/** POST /api/v1/ledger/verify: has every log of the project checked against storage; GET /api/v1/ledger tells how it goes. */
export function postVerification(request: Request, context: ApiContext): Promise<Response> {
  return answerChange(request, context, {
    schema: z.strictObject({}),
    handle: async ({ caller: { projectId, keyId } }) => {
      const id = await requestVerification(context.store, projectId, { nowMs: context.nowMs, requestedBy: keyId });
      return { status: 202, body: { id, state: "requested", url: "/api/v1/ledger" } };
    },
  });
}
