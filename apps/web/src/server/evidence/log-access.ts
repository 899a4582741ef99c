import type { Store } from "@spanledger/clickhouse";
import type { ExportRequest } from "@spanledger/evidence";
import { appendRecord } from "@spanledger/evidence-store";

export interface Access {
  readonly store: Store;
  readonly projectId: string;
  readonly request: ExportRequest;
  /** Id of the key, or "local". */
  readonly requestedBy: string;
  readonly now: () => number;
}

/** Hands the log a record that the export was made, with its manifest's hash; resolves with the record's id once it is stored. */
export function logAccess(
  { store, projectId, request, requestedBy, now }: Access,
  manifestSha256: string,
): Promise<string> {
  const { system, purpose, exportId } = request;
  const d = {
    act: "export",
    purpose,
    role: request.requestedBy,
    export_id: exportId,
    manifest_sha256: manifestSha256,
  } as const;
  return appendRecord(store, projectId, {
    record: { kind: "access", sys: system, d },
    changedBy: requestedBy,
    nowMs: now(),
  });
}
