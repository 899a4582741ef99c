import type { SpanContentRow } from "@spanledger/clickhouse";
import { billingSpanOfCall, type Call, type Span } from "@spanledger/telemetry";
import { bindTenant } from "./bind-tenant.ts";
import { contentRowOf } from "./content-row-of.ts";
import { type AcceptedSpan, judgeArrivals } from "./judge-arrivals.ts";
import { placeInTime } from "./place-in-time.ts";
import type {
  ProcessRequest,
  ProcessResult,
  Processor,
  ProcessorOptions,
  RecordedSpan,
  TouchedTrace,
} from "./processor.ts";
import { rowKey } from "./row-key.ts";
import type { TraceWindow, WindowSpan, WindowTrace } from "./trace-window.ts";

interface Batch {
  readonly request: ProcessRequest;
  readonly recorded: RecordedSpan[];
  readonly contents: SpanContentRow[];
  readonly touched: TouchedTrace[];
  readonly added: Map<WindowTrace, Set<WindowSpan>>;
  duplicates: number;
}

/** Spans of one request in, rows out: normalised, priced, and booked by what is known of their traces so far. */
export function createProcessor(options: ProcessorOptions & { readonly window: TraceWindow }): Processor {
  const { window } = options;
  return {
    process(request) {
      const batch: Batch = { request, recorded: [], contents: [], touched: [], added: new Map(), duplicates: 0 };
      for (const [traceId, spans] of groupByTrace(request.spans)) takeTrace(options, batch, { traceId, spans });
      window.evict(request.receivedAtMs);
      return resultOf(window, batch);
    },
  };
}

interface Arrivals {
  readonly traceId: string;
  readonly spans: readonly Span[];
}

function takeTrace(
  options: ProcessorOptions & { readonly window: TraceWindow },
  batch: Batch,
  { traceId, spans }: Arrivals,
): void {
  const { request } = batch;
  const trace = options.window.open(request.projectId, traceId, request.receivedAtMs);
  const added = new Set<WindowSpan>();
  const accepted: AcceptedSpan[] = [];
  for (const span of spans) {
    const known = trace.byId.get(span.spanId);
    const call = bindTenant(
      placeInTime(options.normalise(span, request.projectId), request.receivedAtMs),
      request.keyTenant,
    );
    if (known !== undefined && isRepeat(known, call, span) && (known.isDurable || added.has(known))) {
      batch.duplicates++;
      continue;
    }
    const seq = options.nextSeq();
    const windowSpan = windowSpanOf(call, { key: rowKey(options.writer, seq), sentEndNs: span.endTimeNs });
    const isInWindow = options.window.add(trace, windowSpan);
    if (isInWindow) added.add(windowSpan);
    accepted.push({ call, seq, span: windowSpan, isLaterCopy: known !== undefined, isInWindow });
  }
  const last = accepted.at(-1);
  if (last === undefined) return;
  batch.added.set(trace, added);
  const judged = judgeArrivals(options, { request, trace, accepted });
  for (const recorded of judged.recorded) batch.recorded.push(recorded);
  for (const { call, seq } of accepted) {
    const content = contentRowOf(request.projectId, call, seq);
    if (content !== null) batch.contents.push(content);
  }
  if (judged.needsReconciling) batch.touched.push({ projectId: request.projectId, traceId, seq: last.seq });
}

/** Nothing new in it: a client that retries sends the same bytes. */
function isRepeat(known: WindowSpan, call: Call, span: Span): boolean {
  return span.endTimeNs <= known.sentEndNs && call.attributes.size <= known.billing.attributeCount;
}

function windowSpanOf(
  call: Call,
  { key, sentEndNs }: { readonly key: string; readonly sentEndNs: bigint },
): WindowSpan {
  const { usage, ttftNs, reportedCost } = call;
  return {
    billing: billingSpanOfCall(call, key),
    evidence: call.role === "call" ? { usage, ttftNs, reportedCost } : null,
    sentEndNs,
    state: "none",
    supersededBy: "",
    dimensions: null,
    isDurable: false,
  };
}

function groupByTrace(spans: readonly Span[]): Map<string, Span[]> {
  const traces = new Map<string, Span[]>();
  for (const span of spans) {
    const trace = traces.get(span.traceId);
    if (trace === undefined) traces.set(span.traceId, [span]);
    else trace.push(span);
  }
  return traces;
}

/** `commit` and `rollback` wait for the disk: they hold on to the window's records alone, not to the request. */
function resultOf(window: TraceWindow, { added, recorded, contents, touched, duplicates }: Batch): ProcessResult {
  return {
    recorded,
    contents,
    touched,
    duplicates,
    commit() {
      for (const spans of added.values()) for (const span of spans) span.isDurable = true;
    },
    rollback() {
      for (const [trace, spans] of added) window.remove(trace, spans);
    },
  };
}
