import { type EvidenceExport, evidenceExports, type Store } from "@spanledger/clickhouse";
import { isQueued } from "./export-queue.ts";

/** A process that works on an export writes at least so often. */
const SILENT_MS = 60_000;

export interface ExportQuestion {
  readonly store: Store;
  readonly projectId: string;
  readonly nowMs: number;
}

/** The exports of the project, newest first; one whose process ended in the middle counts as failed. */
export async function readExports({ store, projectId, nowMs }: ExportQuestion): Promise<EvidenceExport[]> {
  return (await evidenceExports(store, projectId).list()).map((found) => settled(found, nowMs));
}

export async function readExport(
  { store, projectId, nowMs }: ExportQuestion,
  id: string,
): Promise<EvidenceExport | undefined> {
  const found = await evidenceExports(store, projectId).get(id);
  return found && settled(found, nowMs);
}

function settled(found: EvidenceExport, nowMs: number): EvidenceExport {
  const isOpen = found.state === "requested" || found.state === "running";
  if (!isOpen || isQueued(found.id) || nowMs - found.version < SILENT_MS) return found;
  return { ...found, state: "failed", error: "The server stopped while it was written. Ask for it again." };
}
