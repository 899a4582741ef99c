import type { ReportedCost } from "../call.ts";
import type { AttributeValue } from "../span.ts";
import type { Evidence } from "./evidence.ts";
import { atPointer } from "./parse/at-pointer.ts";
import { decimal } from "./parse/decimal.ts";
import { json } from "./parse/json.ts";
import { toPicoUsd } from "./parse/to-pico-usd.ts";

/** Pairs that only make sense added up. */
const PARTS = [
  ["llm.cost.prompt", "llm.cost.completion"],
  ["gen_ai.usage.input_cost", "gen_ai.usage.output_cost"],
] as const;

/** The cost that the client computed, in US dollars; null when it says none, another currency, or zero for a failed call. */
export function resolveCost(evidence: Evidence, given: { readonly failed: boolean }): ReportedCost | null {
  if (!evidence.has("cost_reported")) return null;
  const { attributes } = evidence.facts;
  for (const { value, slot } of evidence.readAll("cost_reported", (found) => found)) {
    const partner = PARTS.find(([first, second]) => slot.key === first || slot.key === second);
    const picoUsd = partner === undefined ? amount(slot.key, value) : add(partner.map((key) => attributes.get(key)));
    if (picoUsd === undefined || (picoUsd === 0n && given.failed)) continue;
    const currency = attributes.get("gen_ai.usage.cost.currency");
    if (slot.key === "gen_ai.usage.cost.amount" && typeof currency === "string" && currency !== "USD") continue;
    return { picoUsd, source: slot.key };
  }
  return null;
}

function amount(key: string, value: AttributeValue): bigint | undefined {
  if (key !== "langfuse.observation.cost_details") return dollars(value);
  const details = json(value);
  const total = dollars(atPointer(details, ["total"]));
  if (total !== undefined || typeof details !== "object" || details === null) return total;
  return add(Object.values(details));
}

function add(values: readonly (AttributeValue | undefined)[]): bigint | undefined {
  const found = values.map(dollars).filter((value) => value !== undefined);
  return found.length === 0 ? undefined : found.reduce((sum, value) => sum + value, 0n);
}

function dollars(value: AttributeValue | undefined): bigint | undefined {
  const found = decimal(value);
  return found === undefined || found < 0 ? undefined : toPicoUsd(typeof value === "string" ? value : String(found));
}
