import { type Context, context, propagation } from "@opentelemetry/api";
import { type AttributionAttributes, BAGGAGE_KEYS } from "./attribution.ts";
import { ATTRIBUTION_KEY, attributionStore } from "./attribution-store.ts";

const NONE: AttributionAttributes = {};

/**
 * Attribution that holds in a context: what `withAttribution` put there, over what came in as baggage.
 * @param trustBaggage false leaves out what another process sent
 */
export function attributionOf(from: Context = context.active(), trustBaggage = true): AttributionAttributes {
  const own = (from.getValue(ATTRIBUTION_KEY) as AttributionAttributes | undefined) ?? attributionStore.getStore();
  const received = trustBaggage ? fromBaggage(from) : undefined;
  if (received === undefined) return own ?? NONE;
  return own === undefined ? received : { ...received, ...own };
}

function fromBaggage(from: Context): AttributionAttributes | undefined {
  const baggage = propagation.getBaggage(from);
  if (baggage === undefined) return undefined;
  const found: Record<string, string> = {};
  for (const key of BAGGAGE_KEYS) {
    const value = baggage.getEntry(key)?.value;
    if (value !== undefined && value !== "") found[key] = value.slice(0, 256);
  }
  return found;
}
