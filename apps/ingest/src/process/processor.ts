import type { SpanContentRow } from "@spanledger/clickhouse";
import type { Booking, Call, CostSource, PriceBook, SettledCost, Span } from "@spanledger/telemetry";

/** One export request of one project. */
export interface ProcessRequest {
  readonly projectId: string;
  /** Tenant that the key is bound to, "" for none. It outranks what the spans say. */
  readonly keyTenant: string;
  readonly spans: readonly Span[];
  /** UTC milliseconds. */
  readonly receivedAtMs: number;
}

/** A trace that the reconciler has to look at once its rows are queryable. */
export interface TouchedTrace {
  readonly projectId: string;
  readonly traceId: string;
  /** The newest row of this process that belongs to it: it is judged when this row can be read. */
  readonly seq: bigint;
}

/** One span as it goes to disk: what it said, and what the bill made of it when it arrived. */
export interface RecordedSpan {
  readonly projectId: string;
  /** As the span itself reported it; placed in time, tenant bound. */
  readonly call: Call;
  /** With the evidence of the spans whose bill it carries. */
  readonly billed: Pick<Call, "usage" | "ttftNs" | "reportedCost">;
  readonly booking: Booking;
  /** Counted in the totals as written. */
  readonly isBooked: boolean;
  /** null when it has no part in the bill. */
  readonly cost: SettledCost | null;
  readonly receivedAtMs: number;
  readonly writer: string;
  readonly seq: bigint;
}

export interface ProcessResult {
  readonly recorded: readonly RecordedSpan[];
  readonly contents: readonly SpanContentRow[];
  readonly touched: readonly TouchedTrace[];
  /** Spans that are stored already and were not written again. */
  readonly duplicates: number;
  /** Call once the rows are on disk: from then on a repeat of these spans is not stored again. */
  readonly commit: () => void;
  /** Call when the rows could not be kept: a retry of the client is then taken as new. */
  readonly rollback: () => void;
}

export interface Processor {
  process(request: ProcessRequest): ProcessResult;
}

export interface ProcessorOptions {
  readonly normalise: (span: Span, projectId: string) => Call;
  readonly priceBookFor: (projectId: string) => PriceBook;
  readonly costSourceFor?: (projectId: string) => CostSource;
  /** Name of this process run. */
  readonly writer: string;
  /** Counts up within the run, never repeating. */
  readonly nextSeq: () => bigint;
}
