import type { BillingSpan, BillingState, CallEvidence, Dimensions } from "@spanledger/telemetry";
import { createSeenTraces } from "./seen-traces.ts";

/** One stored (or just being stored) copy of a span. */
export interface WindowSpan {
  readonly billing: BillingSpan;
  /** null for a span that is no call. */
  readonly evidence: CallEvidence | null;
  /** As sent, before an impossible clock was corrected; UTC nanoseconds. */
  readonly sentEndNs: bigint;
  /** As its row says. */
  state: BillingState;
  supersededBy: string;
  /** null until it was judged. */
  dimensions: Dimensions | null;
  /** On disk: a repeat is not stored again. */
  isDurable: boolean;
}

export interface WindowTrace {
  readonly key: string;
  readonly spans: WindowSpan[];
  /** The copy that knows most, by span id. */
  readonly byId: Map<string, WindowSpan>;
  lastSeenMs: number;
  /** More spans than are kept in memory, or rows of another run that are not: only the reconciler sees the whole. */
  isPartial: boolean;
}

export interface TraceWindow {
  /** The trace, made when it is new; moves it to the young end. */
  open(projectId: string, traceId: string, nowMs: number): WindowTrace;
  /** Returns false when the trace is full: the span is then left to the reconciler. */
  add(trace: WindowTrace, span: WindowSpan): boolean;
  remove(trace: WindowTrace, spans: ReadonlySet<WindowSpan>): void;
  /** Drops what is over age or size. */
  evict(nowMs: number): void;
  stats(): { readonly traces: number; readonly spans: number };
}

export interface TraceWindowOptions {
  /** Spans kept over all traces. */
  readonly maxSpans?: number;
  readonly maxSpansPerTrace?: number;
  readonly maxAgeMs?: number;
  /** How many evicted traces are remembered, at one byte each and two generations. */
  readonly rememberedTraces?: number;
}

/** The recent traces of all projects, least recently touched first out. */
export function createTraceWindow(options: TraceWindowOptions = {}): TraceWindow {
  const { maxSpans = 100_000, maxSpansPerTrace = 2_000, maxAgeMs = 900_000, rememberedTraces = 2_000_000 } = options;
  const traces = new Map<string, WindowTrace>();
  const evicted = createSeenTraces(rememberedTraces);
  let spanCount = 0;

  function evict(nowMs: number): void {
    for (const [key, trace] of traces) {
      const isOver = spanCount > maxSpans || nowMs - trace.lastSeenMs > maxAgeMs;
      if (!isOver) return;
      traces.delete(key);
      spanCount -= trace.spans.length;
      evicted.add(key);
    }
  }

  return {
    evict,
    open(projectId, traceId, nowMs) {
      const key = `${projectId} ${traceId}`;
      let trace = traces.get(key);
      if (trace === undefined) {
        trace = { key, spans: [], byId: new Map(), lastSeenMs: nowMs, isPartial: evicted.has(key) };
      } else traces.delete(key);
      trace.lastSeenMs = nowMs;
      traces.set(key, trace);
      return trace;
    },
    add(trace, span) {
      if (trace.spans.length >= maxSpansPerTrace) {
        trace.isPartial = true;
        return false;
      }
      trace.spans.push(span);
      trace.byId.set(span.billing.spanId, span);
      spanCount++;
      return true;
    },
    remove(trace, spans) {
      const kept = trace.spans.filter((span) => !spans.has(span));
      if (traces.get(trace.key) === trace) spanCount -= trace.spans.length - kept.length;
      trace.spans.splice(0, trace.spans.length, ...kept);
      trace.byId.clear();
      for (const span of kept) trace.byId.set(span.billing.spanId, span);
      trace.isPartial = true;
    },
    stats: () => ({ traces: traces.size, spans: spanCount }),
  };
}
