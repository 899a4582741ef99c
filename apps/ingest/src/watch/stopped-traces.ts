import type { RecordedSpan } from "../process/processor.ts";

/** What a span says of the breaker in its app that refused a call of the trace. */
export interface Stop {
  readonly traceId: string;
  readonly spanId: string;
  /** The rule or local limit of the app; "breaker" when it does not say. */
  readonly rule: string;
  readonly sentence: string;
  readonly feature: string;
  readonly tenant: string;
  readonly agent: string;
}

/** How spans say that the breaker in their app refused a call: the error itself, or the event of our exporter. */
const ERRORS: ReadonlySet<string> = new Set(["spanledger.halted", "RunawayHaltedError"]);
const REFUSED = "spanledger.guard.refused";
const UNKNOWN_RULE = "breaker";
const UNKNOWN_SENTENCE = "The breaker in the app stopped this trace.";
const MAX_RULE = 64;
const MAX_SENTENCE = 500;
const NONE: readonly Stop[] = [];

/** The traces that were stopped in their app, as these spans tell; of each the span that says most about it. */
export function stoppedTraces(spans: readonly RecordedSpan[]): readonly Stop[] {
  let stops: Map<string, Stop> | undefined;
  for (const span of spans) {
    const stop = stopOf(span);
    if (stop === undefined) continue;
    stops ??= new Map();
    if (stop.rule !== UNKNOWN_RULE || !stops.has(stop.traceId)) stops.set(stop.traceId, stop);
  }
  return stops === undefined ? NONE : [...stops.values()];
}

function stopOf({ call, booking }: RecordedSpan): Stop | undefined {
  const { span, errorType, content } = call;
  const refusal = span.events.length === 0 ? undefined : span.events.find(({ name }) => name === REFUSED);
  const attribute = (name: string) => {
    const value = refusal?.attributes.get(name);
    return typeof value === "string" ? value : "";
  };
  const rule = attribute("spanledger.guard.rule");
  // An empty budget refuses calls too, and that is no runaway.
  if (rule.startsWith("budget ") || rule === "unreachable") return undefined;
  if (refusal === undefined && !ERRORS.has(errorType)) return undefined;
  const { feature, tenant, agent } = booking.dimensions;
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    rule: rule.slice(0, MAX_RULE) || UNKNOWN_RULE,
    sentence: (attribute("spanledger.guard.reason") || content.statusMessage || UNKNOWN_SENTENCE).slice(
      0,
      MAX_SENTENCE,
    ),
    feature,
    tenant,
    agent: call.identity.own.agent ?? agent,
  };
}
