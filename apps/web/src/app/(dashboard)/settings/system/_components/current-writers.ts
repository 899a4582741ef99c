import type { IngestStatus } from "#server/read/read-ingest-status.ts";

/** An ingest reports every ten seconds. */
export const SILENT_MS = 45_000;

/** Without those that a later one on the same host took the place of. */
export function currentWriters(writers: readonly IngestStatus[], nowMs: number): readonly IngestStatus[] {
  const isReplaced = (writer: IngestStatus) =>
    nowMs - writer.recorded_ms > SILENT_MS &&
    writers.some((other) => other.host === writer.host && other.started_ms > writer.started_ms);
  return writers.filter((writer) => !isReplaced(writer));
}
