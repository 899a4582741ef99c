import {
  areEqualDimensions,
  type BillingSpan,
  type Call,
  type CallEvidence,
  decideTrace,
  type Decision,
  type Dimensions,
  inheritDimensions,
  mergeEvidence,
  openTrace,
  priceCall,
  settleCost,
} from "@spanledger/telemetry";
import type { ProcessorOptions, ProcessRequest, RecordedSpan } from "./processor.ts";
import type { WindowSpan, WindowTrace } from "./trace-window.ts";

export interface AcceptedSpan {
  /** Placed in time, tenant bound. */
  readonly call: Call;
  readonly seq: bigint;
  readonly span: WindowSpan;
  /** Another copy of the span is stored already. */
  readonly isLaterCopy: boolean;
  readonly isInWindow: boolean;
}

export interface Arrival {
  readonly request: ProcessRequest;
  readonly trace: WindowTrace;
  readonly accepted: readonly AcceptedSpan[];
}

/**
 * Books the new spans by everything known of their trace. Rows that are stored already cannot change here: where the
 * decision about one of them is different now, the trace is handed to the reconciler.
 */
export function judgeArrivals(
  options: ProcessorOptions,
  arrival: Arrival,
): { readonly recorded: readonly RecordedSpan[]; readonly needsReconciling: boolean } {
  const { trace, accepted } = arrival;
  const spans = spansToJudge(arrival);
  const opened = openTrace(spans);
  const decisions = decideTrace(spans, opened);
  const dimensions = inheritDimensions(spans, decisions, opened);
  const earlier = trace.spans.filter(({ dimensions: known }) => known !== null);
  let needsReconciling = trace.isPartial || earlier.some(hasChanged);
  const recorded: RecordedSpan[] = [];
  for (const item of accepted) {
    const { span, isLaterCopy } = item;
    const decision = decisions.get(span.billing.key) ?? UNDECIDED;
    span.state = isLaterCopy ? "duplicate" : decision.state;
    span.supersededBy = isLaterCopy ? span.billing.spanId : decision.supersededBy;
    span.dimensions = dimensions.get(span.billing.key) ?? NO_DIMENSIONS;
    if (isLaterCopy || span.state === "provisional") needsReconciling = true;
    recorded.push(recordOf(options, arrival, { item, dimensions: span.dimensions, absorbed: decision.absorbed }));
  }
  return { recorded, needsReconciling };

  function hasChanged(span: WindowSpan): boolean {
    const decision = decisions.get(span.billing.key);
    if (decision === undefined) return true;
    if (decision.state !== span.state || decision.supersededBy !== span.supersededBy) return true;
    if (decision.state === "provisional") return true;
    if (decision.absorbed.some((key) => accepted.some((item) => item.span.billing.key === key))) return true;
    const now = dimensions.get(span.billing.key);
    if (decision.state === "none") return false;
    return now === undefined || span.dimensions === null || !areEqualDimensions(now, span.dimensions);
  }
}

const UNDECIDED: Decision = { state: "none", supersededBy: "", absorbed: [] };
const NO_DIMENSIONS: Dimensions = {
  environment: "",
  service: "",
  feature: "",
  tenant: "",
  user: "",
  session: "",
  agent: "",
  workflow: "",
  promptName: "",
  promptVersion: "",
};

/** A trace too large for the window is judged by this request alone; the reconciler sees it whole. */
function spansToJudge({ trace, accepted }: Arrival): readonly BillingSpan[] {
  const isWhole = accepted.every(({ isInWindow }) => isInWindow);
  return isWhole ? trace.spans.map(({ billing }) => billing) : accepted.map(({ span }) => span.billing);
}

interface Judged {
  readonly item: AcceptedSpan;
  readonly dimensions: Dimensions;
  /** Keys of the spans whose bill it carries. */
  readonly absorbed: readonly string[];
}

function recordOf(options: ProcessorOptions, arrival: Arrival, { item, dimensions, absorbed }: Judged): RecordedSpan {
  const { request } = arrival;
  const { call, span } = item;
  const { state } = span;
  const isCounted = state === "billed" || state === "cached";
  const billed = isCounted && absorbed.length > 0 ? mergeEvidence(call, evidenceOf(arrival, absorbed)) : call;
  const source = options.costSourceFor?.(request.projectId) ?? "computed";
  return {
    projectId: request.projectId,
    call,
    billed,
    booking: { state, supersededBy: span.supersededBy, dimensions },
    isBooked: isCounted,
    cost: hasPartInBill(call) ? costOf() : null,
    receivedAtMs: request.receivedAtMs,
    writer: options.writer,
    seq: item.seq,
  };

  function costOf() {
    const merged = billed === call ? call : { ...call, usage: billed.usage, reportedCost: billed.reportedCost };
    const pricing = priceCall(merged, options.priceBookFor(request.projectId), call.span.startTimeNs);
    return settleCost(merged, pricing, source);
  }
}

function evidenceOf({ trace, accepted }: Arrival, keys: readonly string[]): readonly CallEvidence[] {
  const spans = new Map(trace.spans.map((span) => [span.billing.key, span]));
  for (const { span } of accepted) spans.set(span.billing.key, span);
  return keys.flatMap((key) => spans.get(key)?.evidence ?? []);
}

function hasPartInBill(call: Call): boolean {
  return call.role === "call" || (call.role === "rollup" && (call.usage !== null || call.reportedCost !== null));
}
