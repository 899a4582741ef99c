import { type ControlData, controlBody, encodeBody, LOG_SYSTEM } from "@spanledger/ledger";
import type { LogRecord } from "./log-record.ts";

/** A record that a log keeps about itself. */
export function controlRecord(
  project: string,
  data: ControlData,
  { nowUs, token }: { readonly nowUs: number; readonly token: () => string },
): LogRecord {
  return {
    project,
    kind: "control",
    test: false,
    startUs: nowUs,
    endUs: nowUs,
    sys: LOG_SYSTEM,
    traceId: "",
    spanId: "",
    writer: "",
    seq: 0n,
    recordId: "",
    body: encodeBody(controlBody({ data, nowUs, nonce: token() })),
  };
}
