import type { Call, Dimensions } from "../../src/call.ts";

/** Own, nearest ancestor, any statement about the trace, resource, weak fall-back: the rule in its plainest form. */
export function resolveDimension(trace: readonly Call[], call: Call, dimension: keyof Dimensions): string {
  const bySpan = new Map(trace.map((other) => [other.span.spanId, other]));
  for (let at: Call | undefined = call; at !== undefined; at = bySpan.get(at.span.parentSpanId)) {
    const own = at.identity.own[dimension];
    if (own !== undefined) return own;
  }
  const stated = trace.find((other) => other.identity.trace[dimension] !== undefined)?.identity.trace[dimension];
  const derived = trace.find((other) => other.identity.derived[dimension] !== undefined)?.identity.derived[dimension];
  return stated ?? call.identity.resource[dimension] ?? call.identity.derived[dimension] ?? derived ?? "";
}
