import type { Span } from "../span.ts";
import type { Evidence } from "./evidence.ts";
import { label } from "./parse/label.ts";
import { truth } from "./parse/truth.ts";

/** Usage covered by a plan is counted but not priced. */
export function resolveSubscription(evidence: Evidence, span: Span): boolean {
  if (evidence.facts.attributes.get("spanledger.billing.mode") !== undefined) {
    return label(evidence.facts.attributes.get("spanledger.billing.mode")) === "subscription";
  }
  const key = "langwatch.cost.non_billable";
  return truth(evidence.facts.attributes.get(key) ?? span.resource.attributes.get(key)) === true;
}
