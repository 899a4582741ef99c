import { encodeSpanContentRows, encodeSpanRows } from "@spanledger/clickhouse";
import type { Recorder } from "../evidence/create-recorder.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
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
  /** Told of spans once they are on disk, in a segment of the spool. It must be quick and must not throw. */
  readonly observe: (spans: readonly RecordedSpan[], segment: number) => void;
}

/** Normalises, prices and books the spans of one request, and resolves once their rows are on disk. */
export async function acceptTraces(
  batch: Batch & { readonly signal: "traces" },
  options: AcceptOptions,
): Promise<AcceptResult> {
  const { processor, spool, metrics, recorder, touch, observe } = options;
  const result = processor.process(batch);
  const { ledger, contents } = recorder.record(result.recorded, result.contents);
  let segment: number;
  try {
    const stop = metrics.commitSeconds.startTimer();
    segment = await spool.append({
      spans: { rows: result.rows.length, bytes: encodeSpanRows(result.rows) },
      span_content: { rows: contents.length, bytes: encodeSpanContentRows(contents) },
      ledger,
    });
    stop();
  } catch (error) {
    result.rollback();
    return retryOf(error);
  }
  result.commit();
  touch(result.touched);
  observe(result.recorded, segment);
  metrics.duplicateSpans.inc(result.duplicates);
  return { status: "accepted" };
}
