import type { ModelPrice, ModelPrices } from "./model-prices.ts";
import type { Usage } from "./usage.ts";
import { parseUsd } from "./usd.ts";

const PER_MILLION = 1_000_000n;
const CHARACTERS_PER_TOKEN = 4;
const ASSUMED_OUTPUT_TOKENS = 1_000;

/** Pico-dollars per million tokens. */
interface Rates {
  readonly input: bigint;
  readonly output: bigint;
  readonly cacheRead: bigint;
  readonly cacheWrite: bigint;
}

export interface Pricing {
  /** Pico-dollars; undefined when the model has no price: an unknown cost is never zero. */
  cost(model: string | undefined, usage: Usage): bigint | undefined;
  /** Pico-dollars that a call of this size costs at most, roughly; undefined when the model has no price. */
  estimate(model: string | undefined, promptLength: number, maxOutputTokens: number | undefined): bigint | undefined;
}

/** Throws a sentence when a price is no decimal. */
export function createPricing(prices: ModelPrices): Pricing {
  const byName = new Map(Object.entries(prices).map(([name, price]) => [name, ratesOf(price)]));
  const longestFirst = [...byName.keys()].sort((left, right) => right.length - left.length);
  const ratesFor = (model: string | undefined): Rates | undefined => {
    if (model === undefined) return undefined;
    const exact = byName.get(model);
    if (exact !== undefined) return exact;
    const family = longestFirst.find((name) => model.startsWith(`${name}-`) || model.startsWith(`${name}@`));
    return family === undefined ? undefined : byName.get(family);
  };
  const cost = (model: string | undefined, usage: Usage): bigint | undefined => {
    const rates = ratesFor(model);
    if (rates === undefined) return undefined;
    return (
      (BigInt(usage.inputTokens) * rates.input +
        BigInt(usage.outputTokens) * rates.output +
        BigInt(usage.cacheReadTokens) * rates.cacheRead +
        BigInt(usage.cacheWriteTokens) * rates.cacheWrite) /
      PER_MILLION
    );
  };
  return {
    cost,
    estimate: (model, promptLength, maxOutputTokens = ASSUMED_OUTPUT_TOKENS) =>
      cost(model, {
        inputTokens: Math.ceil(promptLength / CHARACTERS_PER_TOKEN),
        outputTokens: maxOutputTokens,
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
      }),
  };
}

function ratesOf(price: ModelPrice): Rates {
  const input = parseUsd(price.input);
  return {
    input,
    output: parseUsd(price.output),
    cacheRead: price.cacheRead === undefined ? input : parseUsd(price.cacheRead),
    cacheWrite: price.cacheWrite === undefined ? input : parseUsd(price.cacheWrite),
  };
}
