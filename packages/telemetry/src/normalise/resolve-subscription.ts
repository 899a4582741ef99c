import type { SpanFacts } from "./dialect.ts";
import { label } from "./parse/label.ts";
import { truth } from "./parse/truth.ts";

/** Usage covered by a plan is counted but not priced. */
export function resolveSubscription({ attributes, resource }: SpanFacts): boolean {
  const mode = attributes.get("spanledger.billing.mode");
  if (mode !== undefined) return label(mode) === "subscription";
  const key = "langwatch.cost.non_billable";
  return truth(attributes.get(key) ?? resource.get(key)) === true;
}
