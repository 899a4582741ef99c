import type { AcceptResult, Batch } from "../receive/receiver.ts";
import type { Spool } from "../spool/spool.ts";

export interface AcceptLogsOptions {
  readonly spool: Spool;
  readonly nextSeq: () => bigint;
}

/** Log records that carry the content of a span. */
export async function acceptLogs(batch: Batch & { readonly signal: "logs" }, _options: AcceptLogsOptions): Promise<AcceptResult> {
  return { status: "accepted", rejected: batch.logs.length, message: "Log records are not stored yet." };
}
