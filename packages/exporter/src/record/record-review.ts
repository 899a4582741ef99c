import { type Attributes, context, ROOT_CONTEXT, type SpanContext, trace, TraceFlags } from "@opentelemetry/api";

/** What a person did about an output; the words of the compliance record. */
export type ReviewDecision =
  | "approve"
  | "override"
  | "reverse"
  | "disregard"
  | "escalate"
  | "stop"
  | "resume"
  | "verify_1"
  | "verify_2"
  | "annotate";

export interface Review {
  readonly decision: ReviewDecision;
  /** Span of the output that was reviewed; the active span unless given. */
  readonly target?: { readonly traceId: string; readonly spanId: string } | undefined;
  /** Role in which the person decided, e.g. `claims-officer`. */
  readonly role?: string | undefined;
  /** Reference to the proof of the person's competence, e.g. a training record. */
  readonly competenceRef?: string | undefined;
  /** Who decided. Personal data: the platform stores it sealed, apart from the record. */
  readonly reviewerId?: string | undefined;
  /** Milliseconds from the output to the decision. */
  readonly latencyMs?: number | undefined;
  /** Whether no further review follows; true unless given. */
  readonly final?: boolean | undefined;
  /** Free text; content, so that the content policy covers it. */
  readonly reason?: string | undefined;
}

/** Every other decision leaves the review pending. */
const STATUS: Partial<Record<ReviewDecision, "approved" | "rejected" | "edited">> = {
  approve: "approved",
  verify_2: "approved",
  override: "edited",
  reverse: "rejected",
  disregard: "rejected",
  stop: "rejected",
};

/** Records a human review as a span of the reviewed trace, with the event of the OpenTelemetry conventions on it. */
export function recordReview(review: Review): void {
  const active = trace.getSpanContext(context.active());
  const target = review.target ?? active;
  const attributes = attributesOf(review, target);
  const parent =
    target === undefined
      ? context.active()
      : trace.setSpanContext(ROOT_CONTEXT, { ...target, traceFlags: TraceFlags.SAMPLED, isRemote: true });
  const span = trace.getTracer("@spanledger/exporter").startSpan("human_review", { attributes }, parent);
  span.addEvent("gen_ai.evaluation.result", {
    "gen_ai.evaluation.name": "human_review",
    "gen_ai.evaluation.score.label": review.decision,
    "spanledger.evaluator.type": "human",
  });
  span.end();
}

function attributesOf(review: Review, target: Pick<SpanContext, "traceId" | "spanId"> | undefined): Attributes {
  return {
    "spanledger.operation": "evaluation",
    "spanledger.review.status": STATUS[review.decision] ?? "pending",
    "spanledger.review.decision": review.decision,
    "spanledger.review.target.trace_id": target?.traceId,
    "spanledger.review.target.span_id": target?.spanId,
    "spanledger.review.role": review.role,
    "spanledger.review.competence_ref": review.competenceRef,
    "spanledger.review.reviewer.id": review.reviewerId,
    "spanledger.review.latency_us": review.latencyMs === undefined ? undefined : Math.round(review.latencyMs * 1_000),
    "spanledger.review.final": review.final ?? true,
    "spanledger.review.reason": review.reason,
  };
}
