import { encodeSpanContentRows } from "@spanledger/clickhouse";
import type { Recorder } from "../evidence/create-recorder.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import { encodeRecordedSpans } from "../process/encode-recorded-spans.ts";
import type { Processor, RecordedSpan, TouchedTrace } from "../process/processor.ts";
import type { AcceptResult, Batch } from "../receive/receiver.ts";
import type { Spool } from "../spool/spool.ts";
import { retryOf } from "./retry-of.ts";

export interface AcceptOptions {
  readonly processor: Processor;
  readonly spool: Spool;
  readonly metrics: Metrics;
  /** Makes the records of the evidence log. */
  readonly recorder: Recorder;
  readonly touch: (traces: readonly TouchedTrace[]) => void;
  readonly observe: Observe;
}

/**
 * Shown spans before they are written; what it returns is called once they are on disk, in a segment of the spool. It
 * keeps the little it needs, so that the spans themselves do not wait in memory for the disk. Quick; never throws.
 */
export type Observe = (spans: readonly RecordedSpan[]) => (segment: number) => void;

/** Normalises, prices and books the spans of one request, and resolves once their rows are on disk. */
export async function acceptTraces(
  batch: Batch & { readonly signal: "traces" },
  options: AcceptOptions,
): Promise<AcceptResult> {
  const { spool, metrics, touch } = options;
  const { rows, commit, rollback, touched, duplicates, tell } = prepare(batch, options);
  let segment: number;
  try {
    const stop = metrics.commitSeconds.startTimer();
    segment = await spool.append(rows);
    stop();
  } catch (error) {
    rollback();
    return retryOf(error);
  }
  commit();
  touch(touched);
  tell(segment);
  metrics.duplicateSpans.inc(duplicates);
  return { status: "accepted" };
}

/** Everything before the disk. Of the spans nothing is held on to but bytes and what has to be known afterwards. */
function prepare(batch: Batch & { readonly signal: "traces" }, { processor, recorder, observe }: AcceptOptions) {
  const { recorded, contents: plain, commit, rollback, touched, duplicates } = processor.process(batch);
  const { ledger, contents } = recorder.record(recorded, plain);
  const rows = {
    spans: { rows: recorded.length, bytes: encodeRecordedSpans(recorded) },
    span_content: { rows: contents.length, bytes: encodeSpanContentRows(contents) },
    ledger,
  };
  return { rows, commit, rollback, touched, duplicates, tell: observe(recorded) };
}
