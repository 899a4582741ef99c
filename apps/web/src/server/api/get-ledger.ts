import { listLogs, type LogState } from "@spanledger/clickhouse";
import { answer, type ApiContext } from "./answer.ts";

/** GET /api/v1/ledger: the logs of the project with size, root and keys, and their last check against storage. */
export function getLedger(request: Request, context: ApiContext): Promise<Response> {
  return answer(request, context, async ({ projectId }) => ({
    data: (await listLogs(context.store.project(projectId))).map(toJson),
    next_cursor: null,
  }));
}

function toJson({ log, origin, vkeys, size, root, checkpoint, signedAtMs, verification }: LogState): object {
  return {
    log,
    origin,
    size,
    root: Buffer.from(root, "hex").toString("base64"),
    checkpoint,
    signed_at: signedAtMs === null ? null : new Date(signedAtMs).toISOString(),
    vkeys,
    last_verification:
      verification === null
        ? null
        : {
            id: verification.id,
            state: verification.state,
            trigger: verification.trigger,
            checked: verification.checked,
            size: verification.size,
            problems: verification.problems,
            first_bad_index: verification.badIndex,
            detail: verification.detail,
            changed_at: new Date(verification.changedAtMs).toISOString(),
          },
  };
}
