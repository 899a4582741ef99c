import { encodeSpanContentRows, encodeSpanRows } from "@spanledger/clickhouse";
import type { Metrics } from "../metrics/create-metrics.ts";
import type { Processor, TouchedTrace } from "../process/processor.ts";
import type { AcceptResult, Batch } from "../receive/receiver.ts";
import { SpoolClosedError, SpoolFullError } from "../spool/errors.ts";
import type { Spool } from "../spool/spool.ts";

export interface AcceptOptions {
  readonly processor: Processor;
  readonly spool: Spool;
  readonly metrics: Metrics;
  readonly touch: (traces: readonly TouchedTrace[]) => void;
}

/** Normalises, prices and books the spans of one request, and resolves once their rows are on disk. */
export async function acceptTraces(batch: Batch & { readonly signal: "traces" }, options: AcceptOptions): Promise<AcceptResult> {
  const { processor, spool, metrics, touch } = options;
  const result = processor.process(batch);
  try {
    const stop = metrics.commitSeconds.startTimer();
    await spool.append({
      spans: { rows: result.rows.length, bytes: encodeSpanRows(result.rows) },
      span_content: { rows: result.contents.length, bytes: encodeSpanContentRows(result.contents) },
    });
    stop();
  } catch (error) {
    result.rollback();
    return retryOf(error);
  }
  result.commit();
  touch(result.touched);
  metrics.duplicateSpans.inc(result.duplicates);
  return { status: "accepted" };
}

/** A full spool is an answer; anything else is a fault. */
export function retryOf(error: unknown): AcceptResult {
  if (error instanceof SpoolFullError) return { status: "retry", afterSeconds: error.retryAfterSeconds, reason: error.message };
  if (error instanceof SpoolClosedError) return { status: "retry", afterSeconds: 5, reason: error.message };
  throw error;
}
