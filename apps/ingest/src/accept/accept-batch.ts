import type { AcceptResult, Batch } from "../receive/receiver.ts";
import { acceptLogs, type AcceptLogsOptions } from "./accept-logs.ts";
import { acceptTraces, type AcceptOptions } from "./accept-traces.ts";

/** Keeps the records of one request; what cannot be kept now is answered with when to come again. */
export function acceptBatch(batch: Batch, options: AcceptOptions & AcceptLogsOptions): Promise<AcceptResult> {
  switch (batch.signal) {
    case "traces":
      return acceptTraces(batch, options);
    case "logs":
      return acceptLogs(batch, options);
  }
}
