import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";
import type { CallRecord } from "./call-record.ts";
import { CORRECTION_SELECT, CorrectionFound } from "./correction-select.ts";
import { newestCorrections } from "./newest-corrections.ts";
import { rowKey } from "./row-key.ts";
import type { SpanFound } from "./span-select.ts";
import { toCallRecord } from "./to-call-record.ts";

/** Rows in their current state, in the same order. */
export async function withCorrections(reader: ProjectReader, spans: readonly SpanFound[]): Promise<CallRecord[]> {
  if (spans.length === 0) return [];
  const starts = spans.map((span) => BigInt(span.start_ns));
  const corrections = await reader.query({
    name: "corrections of calls",
    sql: `
SELECT ${CORRECTION_SELECT} FROM adjustments AS t
WHERE t.project = {project: String}
  AND t.start_time >= fromUnixTimestamp64Nano({oldest: Int64}, 'UTC') AND t.start_time <= fromUnixTimestamp64Nano({newest: Int64}, 'UTC')
  AND t.entry = 'book' AND concat(t.writer, ':', toString(t.seq)) IN {rows: Array(String)}
ORDER BY t.revision DESC LIMIT 1 BY t.writer, t.seq
${QUERY_LIMITS}`,
    params: {
      oldest: starts.reduce((least, start) => (start < least ? start : least)),
      newest: starts.reduce((most, start) => (start > most ? start : most)),
      rows: spans.map(rowKey),
    },
    schema: CorrectionFound,
  });
  const newest = newestCorrections(corrections);
  return spans.map((span) => toCallRecord(span, newest.get(rowKey(span))));
}
