import { randomBytes } from "node:crypto";
import { type RecordBody, encodeBody } from "@spanledger/ledger";
import type { Store } from "@spanledger/clickhouse";
import type { ExportRequest } from "@spanledger/evidence";
import { uuidV7 } from "./uuid-v7.ts";

export interface Access {
  readonly store: Store;
  readonly projectId: string;
  readonly request: ExportRequest;
  readonly now: () => number;
}

/** Hands the log a record that the export was made, with its manifest's hash; resolves with the record's id once it is stored. */
export async function logAccess({ store, projectId, request, now }: Access, manifestSha256: string): Promise<string> {
  const nowMs = now();
  const recordId = uuidV7(nowMs);
  const { system, purpose, requestedBy, exportId } = request;
  const body: RecordBody = {
    v: 1,
    kind: "access",
    sys: system,
    start_us: nowMs * 1_000,
    end_us: nowMs * 1_000,
    c: {},
    n: randomBytes(16).toString("base64url"),
    d: { act: "export", purpose, role: requestedBy, export_id: exportId, manifest_sha256: manifestSha256 },
  };
  await store.insertRows("ledger_inbox", [
    {
      project: projectId,
      record_id: recordId,
      kind: body.kind,
      sys: system,
      start_us: String(body.start_us),
      end_us: String(body.end_us),
      body: encodeBody(body),
      created_at: new Date(nowMs).toISOString().replace("T", " ").replace("Z", ""),
      created_by: requestedBy,
    },
  ]);
  return recordId;
}
