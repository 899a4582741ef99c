import { z } from "zod";
import type { CallRecord } from "../calls/call-record.ts";
import { CallPosition, CallSelection } from "../calls/call-selection.ts";
import { newestSpans } from "../calls/newest-spans.ts";
import { SPAN_SELECT, SpanFound } from "../calls/span-select.ts";
import { withCorrections } from "../calls/with-corrections.ts";
import type { ProjectReader } from "../store/store.ts";

export const ListCallsParams = CallSelection.extend({
  limit: z.int().min(1).max(1000).default(100),
  /** Goes on after this call: `next` of the page before. */
  after: CallPosition.optional(),
});

export interface CallPage {
  /** Newest first. */
  readonly calls: readonly CallRecord[];
  readonly next: CallPosition | null;
}

/**
 * Model calls and the roll-up spans that carry usage, one row each, in their current state. Pages are cut by time and row
 * identity, so spans that arrive between two pages neither repeat a row nor hide one.
 */
export async function listCalls(reader: ProjectReader, input: z.input<typeof ListCallsParams>): Promise<CallPage> {
  const params = ListCallsParams.parse(input);
  const spans = await newestSpans(reader, {
    name: "listCalls",
    selection: params,
    after: params.after,
    columns: SPAN_SELECT,
    schema: SpanFound,
    limit: params.limit + 1,
  });
  const calls = await withCorrections(reader, spans.slice(0, params.limit));
  const last = calls.at(-1);
  const hasMore = spans.length > params.limit && last !== undefined;
  return { calls, next: hasMore ? { startTimeNs: last.startTimeNs, writer: last.writer, seq: last.seq } : null };
}
