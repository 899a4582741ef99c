import { RecordError } from "@spanledger/evidence-store";
import { addRecord } from "../evidence/add-record.ts";
import { RecordInput } from "../evidence/record-input.ts";
import { answerChange } from "./answer-change.ts";
import type { ApiContext } from "./answer.ts";
import { ApiError } from "./api-error.ts";

/** POST /api/v1/records: logs an oversight, incident, change, evaluation, risk or notice record. */
export function postRecord(request: Request, context: ApiContext): Promise<Response> {
  return answerChange(request, context, {
    schema: RecordInput,
    handle: async ({ caller: { projectId, keyId }, input }) => {
      const { store, nowMs } = context;
      try {
        return { status: 202, body: { id: await addRecord({ store, projectId, input, changedBy: keyId, nowMs }) } };
      } catch (error) {
        if (error instanceof RecordError) throw new ApiError(400, error.message);
        throw error;
      }
    },
  });
}
