import type { LogRecord, Span } from "../span.ts";
import type { RejectReason } from "./reject-reason.ts";

/** How the bytes of a request are written. */
export type Encoding = "protobuf" | "json";

/** Records that were left out, by reason. */
export interface Rejected {
  readonly count: number;
  readonly reasons: ReadonlyMap<RejectReason, number>;
}

export interface DecodedTraces {
  readonly spans: readonly Span[];
  readonly rejected: Rejected;
}

export interface DecodedLogs {
  readonly logs: readonly LogRecord[];
  readonly rejected: Rejected;
}
