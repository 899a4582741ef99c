import type { SpanRow } from "@spanledger/clickhouse";
import {
  type BillingSpan,
  type BillingState,
  type Call,
  type CallEvidence,
  decideTrace,
  type Decision,
  type Dimensions,
  inheritDimensions,
  mergeEvidence,
  priceCall,
  settleCost,
} from "@spanledger/telemetry";
import type { ProcessorOptions, ProcessRequest } from "./processor.ts";
import { spanRowOf } from "./span-row-of.ts";
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
): { readonly rows: readonly SpanRow[]; readonly needsReconciling: boolean } {
  const { trace, accepted } = arrival;
  const spans = spansToJudge(arrival);
  const decisions = decideTrace(spans);
  const dimensions = inheritDimensions(spans, decisions);
  const fresh = new Set(accepted.map(({ span }) => span));
  let needsReconciling = trace.isPartial || trace.spans.some((span) => !fresh.has(span) && hasChanged(span));
  const evidence = evidenceByKey(trace, accepted);
  const rows = accepted.map((item) => {
    const { span, isLaterCopy } = item;
    const decision = decisions.get(span.billing.key) ?? UNDECIDED;
    span.state = isLaterCopy ? "duplicate" : decision.state;
    span.supersededBy = isLaterCopy ? span.billing.spanId : decision.supersededBy;
    span.dimensions = dimensions.get(span.billing.key) ?? NO_DIMENSIONS;
    if (isLaterCopy || span.state === "provisional") needsReconciling = true;
    const absorbed = decision.absorbed.flatMap((key) => evidence.get(key) ?? []);
    return rowOf(options, arrival, { ...item, state: span.state, dimensions: span.dimensions, absorbed });
  });
  return { rows, needsReconciling };

  function hasChanged(span: WindowSpan): boolean {
    const decision = decisions.get(span.billing.key);
    if (decision === undefined) return true;
    if (decision.state !== span.state || decision.supersededBy !== span.supersededBy) return true;
    if (decision.state === "provisional") return true;
    if (decision.absorbed.some((key) => accepted.some((item) => item.span.billing.key === key))) return true;
    return !areEqual(dimensions.get(span.billing.key), span.dimensions);
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

function evidenceByKey(trace: WindowTrace, accepted: readonly AcceptedSpan[]): Map<string, CallEvidence> {
  const evidence = new Map<string, CallEvidence>();
  for (const span of trace.spans) if (span.evidence !== null) evidence.set(span.billing.key, span.evidence);
  for (const { span } of accepted) if (span.evidence !== null) evidence.set(span.billing.key, span.evidence);
  return evidence;
}

interface Judged extends AcceptedSpan {
  readonly state: BillingState;
  readonly dimensions: Dimensions;
  readonly absorbed: readonly CallEvidence[];
}

function rowOf(options: ProcessorOptions, { request }: Arrival, judged: Judged): SpanRow {
  const { call, span, state, dimensions } = judged;
  const isCounted = state === "billed" || state === "cached";
  const billed = isCounted ? mergeEvidence(call, judged.absorbed) : call;
  const source = options.costSourceFor?.(request.projectId) ?? "computed";
  return spanRowOf({
    projectId: request.projectId,
    call,
    billed,
    booking: { state, supersededBy: span.supersededBy, dimensions },
    isBooked: isCounted,
    cost: hasPartInBill(call) ? costOf() : null,
    receivedAtMs: request.receivedAtMs,
    writer: options.writer,
    seq: judged.seq,
  });

  function costOf() {
    const merged = billed === call ? call : { ...call, usage: billed.usage, reportedCost: billed.reportedCost };
    const pricing = priceCall(merged, options.priceBookFor(request.projectId), call.span.startTimeNs);
    return settleCost(merged, pricing, source);
  }
}

function hasPartInBill(call: Call): boolean {
  return call.role === "call" || (call.role === "rollup" && call.usage !== null);
}

function areEqual(left: Dimensions | undefined, right: Dimensions | null): boolean {
  if (left === undefined || right === null) return false;
  return (
    left.tenant === right.tenant &&
    left.feature === right.feature &&
    left.user === right.user &&
    left.session === right.session &&
    left.promptName === right.promptName &&
    left.promptVersion === right.promptVersion &&
    left.agent === right.agent &&
    left.workflow === right.workflow &&
    left.environment === right.environment &&
    left.service === right.service
  );
}
