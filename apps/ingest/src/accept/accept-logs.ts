import { encodeSpanContentRows } from "@spanledger/clickhouse";
import { normaliseLogs } from "@spanledger/telemetry";
import type { Recorder } from "../evidence/create-recorder.ts";
import { contentRowOf } from "../process/content-row-of.ts";
import { placeInTime } from "../process/place-in-time.ts";
import type { AcceptResult, Batch } from "../receive/receiver.ts";
import type { Spool } from "../spool/spool.ts";
import { retryOf } from "./retry-of.ts";

export interface AcceptLogsOptions {
  readonly spool: Spool;
  readonly nextSeq: () => bigint;
  readonly recorder: Recorder;
}

const NOT_OURS = "Only GenAI log records that belong to a span are stored; send other logs elsewhere.";

/** Keeps what GenAI log records say of their spans, as content that is merged with the span's own when it is read. */
export async function acceptLogs(
  batch: Batch & { readonly signal: "logs" },
  { spool, nextSeq, recorder }: AcceptLogsOptions,
): Promise<AcceptResult> {
  const { logs, projectId, receivedAtMs } = batch;
  const calls = normaliseLogs(logs);
  if (calls.length === 0) return { status: "accepted", rejected: logs.length, message: NOT_OURS };
  const rows = calls.flatMap((call) => {
    const placed = placeInTime(call, receivedAtMs);
    const row = contentRowOf(projectId, placed, nextSeq());
    return row === null ? [] : [{ call: placed, row: { ...row, source: "log" } }];
  });
  const { ledger, contents } = recorder.recordLogs(rows);
  try {
    await spool.append({ span_content: { rows: contents.length, bytes: encodeSpanContentRows(contents) }, ledger });
  } catch (error) {
    return retryOf(error);
  }
  return { status: "accepted" };
}
