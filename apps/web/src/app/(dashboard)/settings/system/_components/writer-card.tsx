import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { formatBytes } from "#lib/format-bytes.ts";
import { formatInteger } from "#lib/format-count.ts";
import { formatDuration } from "#lib/format-duration.ts";
import type { IngestStatus } from "#server/read/read-ingest-status.ts";
import { SILENT_MS } from "./current-writers.ts";

/** How one ingest process is doing, by its own last word. */
export function WriterCard({ writer, nowMs }: { readonly writer: IngestStatus; readonly nowMs: number }) {
  const silentMs = nowMs - writer.recorded_ms;
  const facts = [
    ["Running for", formatDuration(Math.max(0, writer.recorded_ms - writer.started_ms))],
    ["Spans received", formatInteger(writer.received_spans)],
    ["Spans acknowledged", formatInteger(writer.acknowledged_spans)],
    ["Spans stored", formatInteger(writer.stored_spans)],
    ["Duplicates", formatInteger(writer.duplicate_spans)],
    ["Spans refused", formatInteger(writer.rejected_spans)],
    ["Requests refused", formatInteger(writer.rejected_requests)],
    ["Waiting on disk", `${formatBytes(writer.spool_bytes)} of ${formatBytes(writer.spool_max_bytes)}`],
    ["Oldest waiting", writer.spool_age_ms === 0 ? "nothing waits" : formatDuration(writer.spool_age_ms)],
    ["Acknowledged to visible", formatDuration(writer.load_lag_ms)],
    ["Write to disk, p99", formatDuration(writer.commit_p99_ms)],
    ["Load attempts repeated", formatInteger(writer.load_retries)],
    ["Event loop delay, p99", formatDuration(writer.event_loop_p99_ms)],
    ["Memory", formatBytes(writer.rss_bytes)],
  ] as const;
  return (
    <Card
      title={`Ingest on ${writer.host}`}
      description={`Reported ${formatDuration(Math.max(0, silentMs))} ago`}
      actions={<State writer={writer} isSilent={silentMs > SILENT_MS} />}
    >
      {silentMs > SILENT_MS && (
        <p role="alert" className="mb-3 text-warn">
          This ingest has not reported for {formatDuration(silentMs)}. Check that it runs; the figures below are from
          before.
        </p>
      )}
      {writer.disk_full === 1 && (
        <p role="alert" className="mb-3 text-bad">
          The disk is full: spans are refused until there is room again. Nothing that was acknowledged is lost.
        </p>
      )}
      {writer.load_error !== "" && (
        <p role="alert" className="mb-3 text-bad">
          Loading is held up: {writer.load_error}
        </p>
      )}
      {writer.quarantined_segments > 0 && (
        <p className="mb-3 text-warn">
          {writer.quarantined_segments} damaged files were set aside in the spool folder.
        </p>
      )}
      <dl className="grid gap-x-8 gap-y-1 sm:grid-cols-2">
        {facts.map(([label, value]) => (
          <div key={label} className="flex justify-between gap-4 border-b py-1">
            <dt className="text-ink-2">{label}</dt>
            <dd className="num text-right">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function State({ writer, isSilent }: { readonly writer: IngestStatus; readonly isSilent: boolean }) {
  if (isSilent) return <Badge tone="warn">silent</Badge>;
  if (writer.disk_full === 1) return <Badge tone="bad">disk full</Badge>;
  if (writer.load_error !== "") return <Badge tone="warn">holding spans on disk</Badge>;
  return <Badge tone="good">healthy</Badge>;
}
