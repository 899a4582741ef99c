import type { Span, SpanEvent } from "../span.ts";
import type { Evidence } from "./evidence.ts";
import { decimal } from "./parse/decimal.ts";
import { text } from "./parse/text.ts";

export interface Failure {
  /** "" when the span did not fail. */
  readonly errorType: string;
  readonly message: string;
}

const EXCEPTION_EVENTS = new Set(["exception", "gen_ai.client.operation.exception"]);

/**
 * Whether the span failed. An exception event alone counts where the emitter sets OK before it knows (LangSmith) or the
 * span shows no outcome; elsewhere it may have been handled.
 */
export function resolveError(
  span: Span,
  evidence: Evidence,
  outcome: { readonly answered: boolean; readonly isCall: boolean },
): Failure {
  const exception =
    span.events.length === 0 ? undefined : span.events.findLast((event) => EXCEPTION_EVENTS.has(event.name));
  const observed = evidence.facts.attributes.get("langfuse.observation.level") === "ERROR";
  const status = decimal(evidence.facts.attributes.get("http.response.status_code")) ?? 0;
  const thrown = exception !== undefined && (span.scope.name === "langsmith" || (outcome.isCall && !outcome.answered));
  const declared = text(evidence.facts.attributes.get("error.type"));
  const failed =
    span.statusCode === 2 || observed || thrown || status >= 400 || (declared !== undefined && span.statusCode !== 1);
  if (!failed) return { errorType: "", message: span.statusMessage };
  const type = declared ?? eventType(exception) ?? text(evidence.facts.attributes.get("exception.type"));
  const message = messageOf(span, evidence, exception);
  return { errorType: type ?? (status >= 400 ? String(status) : (namedIn(message) ?? "_OTHER")), message };
}

function eventType(exception: SpanEvent | undefined): string | undefined {
  return text(exception?.attributes.get("exception.type"));
}

/** Where no attribute has the type, the message may: `RateLimitError: 429 ...`. */
function namedIn(message: string): string | undefined {
  return /(?:^|\n)(\w*(?:Error|Exception)):/.exec(message)?.[1];
}

function messageOf(span: Span, evidence: Evidence, exception: SpanEvent | undefined): string {
  if (span.statusMessage !== "") return span.statusMessage;
  return evidence.read("error_message", text)?.value ?? text(exception?.attributes.get("exception.message")) ?? "";
}
