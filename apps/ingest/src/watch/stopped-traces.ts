import type { RecordedSpan } from "../process/processor.ts";

/** How spans say that the breaker in their app refused a call: the error itself, or the event of our exporter. */
const ERRORS: ReadonlySet<string> = new Set(["spanledger.halted", "RunawayHaltedError"]);
const REFUSED = "spanledger.guard.refused";

/** The traces that were stopped in their app, as these spans tell. */
export function stoppedTraces(spans: readonly RecordedSpan[]): ReadonlySet<string> {
  let stopped: Set<string> | undefined;
  for (const { call } of spans)
    if (
      ERRORS.has(call.errorType) ||
      (call.span.events.length > 0 &&
        call.span.events.some(({ name, attributes }) => name === REFUSED && !isBudget(attributes)))
    )
      (stopped ??= new Set<string>()).add(call.span.traceId);
  return stopped ?? NONE;
}

const NONE: ReadonlySet<string> = new Set();

/** An empty budget refuses calls too, and that is no runaway. */
function isBudget(attributes: RecordedSpan["call"]["span"]["attributes"]): boolean {
  const rule = attributes.get("spanledger.guard.rule");
  return typeof rule === "string" && (rule.startsWith("budget ") || rule === "unreachable");
}
