import type { RecordBody } from "../body/record-body.ts";
import { type ControlData, LOG_SYSTEM } from "./control-data.ts";

/** The body of a control record at `nowUs`; `nonce` is a fresh token of `createTokenSource`. */
export function controlBody({
  data,
  nowUs,
  nonce,
}: {
  readonly data: ControlData;
  readonly nowUs: number;
  readonly nonce: string;
}): RecordBody {
  return { v: 1, kind: "control", sys: LOG_SYSTEM, start_us: nowUs, end_us: nowUs, c: {}, n: nonce, d: data };
}
