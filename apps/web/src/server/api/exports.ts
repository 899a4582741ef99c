import type { EvidenceExport } from "@spanledger/clickhouse";
import { ExportInput } from "../evidence/export-input.ts";
import { orderExport } from "../evidence/export-queue.ts";
import { readExport, readExports } from "../evidence/read-exports.ts";
import { sendExport } from "../evidence/send-export.ts";
import { answerChange } from "./answer-change.ts";
import { answer, type ApiContext, json, toApiResponse } from "./answer.ts";
import { ApiError } from "./api-error.ts";
import { authenticate } from "./authenticate.ts";

/** POST /api/v1/exports: orders an evidence export. */
export function postExport(request: Request, context: ApiContext): Promise<Response> {
  return answerChange(request, context, {
    schema: ExportInput,
    handle: async ({ caller, input }) => {
      const order = { store: context.store, projectId: caller.projectId, input, requestedBy: caller.keyId };
      const id = await orderExport(order);
      return { status: 202, body: { id, state: "requested", url: `/api/v1/exports/${id}` } };
    },
  });
}

/** GET /api/v1/exports: the orders, newest first. */
export function getExports(request: Request, context: ApiContext): Promise<Response> {
  return answer(request, context, async ({ projectId }) => ({
    data: (await readExports({ ...context, projectId })).map(exportJson),
    next_cursor: null,
  }));
}

/** GET /api/v1/exports/{id}: how far it is. */
export async function getExport(request: Request, context: ApiContext): Promise<Response> {
  try {
    return json(200, exportJson(await findExport(request, context)));
  } catch (error) {
    return toApiResponse(error);
  }
}

/** GET /api/v1/exports/{id}/download: the archive. It needs an admin key: content is in it. */
export async function downloadExport(request: Request, context: ApiContext): Promise<Response> {
  try {
    const found = await findExport(request, context, "admin");
    if (found.state !== "ready") throw new ApiError(409, `This export is ${found.state}: ${whatNext(found)}`);
    const archive = await sendExport(found);
    if (archive === undefined)
      throw new ApiError(410, "The file is no longer on this server. Ask for the export again.");
    return archive;
  } catch (error) {
    return toApiResponse(error);
  }
}

async function findExport(
  request: Request,
  context: ApiContext,
  access: "read" | "admin" = "read",
): Promise<EvidenceExport> {
  const { projectId } = await authenticate(request, context.store, access);
  const id = /\/exports\/([^/]+)/.exec(new URL(request.url).pathname)?.[1] ?? "";
  const found = await readExport({ ...context, projectId }, id);
  if (found === undefined) throw new ApiError(404, "This project has no such export.");
  return found;
}

function whatNext({ state, error }: EvidenceExport): string {
  return state === "failed" ? error : "ask again in a second.";
}

function exportJson(found: EvidenceExport): object {
  return {
    id: found.id,
    state: found.state,
    step: found.step,
    progress: found.progress,
    system: found.system,
    from: new Date(found.fromUs / 1_000).toISOString(),
    to: new Date(found.toUs / 1_000).toISOString(),
    purpose: found.purpose,
    redaction: found.profile,
    entries: found.entries,
    records: found.records,
    bytes: found.bytes,
    sha256: found.sha256,
    manifest_sha256: found.manifestSha256,
    error: found.error,
    requested_by: found.requestedBy,
    requested_at: new Date(found.requestedAtMs).toISOString(),
    finished_at: found.finishedAtMs === null ? null : new Date(found.finishedAtMs).toISOString(),
  };
}
