import { context, propagation } from "@opentelemetry/api";
import { type Attribution, type AttributionAttributes, BAGGAGE_KEYS } from "./attribution.ts";
import { attributionOf } from "./attribution-of.ts";
import { ATTRIBUTION_KEY, attributionStore } from "./attribution-store.ts";
import { toAttributes } from "./to-attributes.ts";

export type BaggagePart = "feature" | "tenant" | "user" | "session" | "prompt";

export interface WithAttributionOptions {
  /**
   * What travels to other processes as OpenTelemetry baggage, i.e. as a header of outgoing requests when a baggage
   * propagator is installed: all five parts unless a list is given, nothing with `false`.
   */
  readonly baggage?: boolean | readonly BaggagePart[];
}

/**
 * Runs `work` so that every span started inside, by any library and across awaits, says who and what it is for.
 * Nested calls add to the outer attribution and win over it.
 * @returns what `work` returns
 */
export function withAttribution<Result>(
  attribution: Attribution,
  work: () => Result,
  options: WithAttributionOptions = {},
): Result {
  const active = context.active();
  const merged = { ...attributionOf(active), ...toAttributes(attribution) };
  const inner = withBaggage(active.setValue(ATTRIBUTION_KEY, merged), merged, options.baggage ?? true);
  return attributionStore.run(merged, () => context.with(inner, work));
}

function withBaggage(
  inner: ReturnType<typeof context.active>,
  merged: AttributionAttributes,
  chosen: boolean | readonly BaggagePart[],
): ReturnType<typeof context.active> {
  if (chosen === false) return inner;
  let baggage = propagation.getBaggage(inner);
  for (const key of BAGGAGE_KEYS) {
    // `feature` is `feature.name`, `prompt` is `gen_ai.prompt.name` and `.version`.
    const isChosen = chosen === true || chosen.some((part) => key.includes(`${part}.`));
    const value = isChosen ? merged[key] : undefined;
    if (value !== undefined) baggage = (baggage ?? propagation.createBaggage()).setEntry(key, { value });
  }
  return baggage === undefined ? inner : propagation.setBaggage(inner, baggage);
}
