import type { CostChange, CostParts } from "@spanledger/clickhouse";
import { amountToDecimal } from "./amount-to-decimal.ts";
import { divideRounded } from "./divide-rounded.ts";
import { parseAmount } from "./parse-amount.ts";

/** Amounts of 12 decimals: a pico-dollar in units of 10^-24. */
const STEP = 10n ** 12n;
const BUCKETS = ["input", "cacheRead", "cacheWrite", "output"] as const;

/** Decimal strings; `volume + mix + tokens + price + unsplit = total`, to the last digit. */
export interface ChangeSplit {
  readonly total: string;
  /** More or fewer calls with a price, everything else as before. */
  readonly volume: string;
  /** Other models (or features) than before, at their cost per call of before. */
  readonly mix: string;
  /** More or fewer tokens of a kind per call, at their old price. Cached tokens are a kind of their own. */
  readonly tokens: string;
  /** Another price per token or per call. */
  readonly price: string;
  /** What cannot be told apart, because some calls of a model have a price and others have none. */
  readonly unsplit: string;
}

/**
 * Why spend changed, as a walk from the old figure to the new one that changes one thing at a time: first the number of
 * calls, then the mix, then the tokens per call, then the prices. Each stop is rounded to 12 decimals and a part is the
 * difference of two stops, so the parts always add up. A part of the mix that one period does not have counts as mix
 * entirely, and a kind of token that a model did not have before as tokens.
 */
export function splitChange(parts: CostChange["parts"]): ChangeSplit {
  const all = parts.map(({ before, after }) => ({ before: quantities(before), after: quantities(after) }));
  const callsBefore = all.reduce((sum, { before }) => sum + before.calls, 0n);
  const callsAfter = all.reduce((sum, { after }) => sum + after.calls, 0n);
  const start = all.reduce((sum, { before }) => sum + before.cost, 0n);
  const end = all.reduce((sum, { after }) => sum + after.cost, 0n);
  const isComparable = callsBefore > 0n && callsAfter > 0n;
  const afterVolume = isComparable ? scaled(start, callsAfter, callsBefore) : end;
  const afterMix = isComparable ? all.reduce((sum, part) => sum + atOldCostPerCall(part), 0n) : end;
  const afterTokens = isComparable ? all.reduce((sum, part) => sum + atOldPrices(part), 0n) : end;
  const unsplit = isComparable
    ? all.filter(isMuddled).reduce((sum, part) => sum + part.after.cost - atOldPrices(part), 0n)
    : 0n;
  return {
    total: amountToDecimal(end - start),
    volume: amountToDecimal(afterVolume - start),
    mix: amountToDecimal(afterMix - afterVolume),
    tokens: amountToDecimal(afterTokens - afterMix),
    price: amountToDecimal(end - afterTokens - unsplit),
    unsplit: amountToDecimal(unsplit),
  };
}

interface Quantities {
  /** With a known cost. */
  readonly calls: bigint;
  readonly unpriced: number;
  readonly cost: bigint;
  readonly buckets: readonly { readonly tokens: bigint; readonly cost: bigint }[];
}

interface Part {
  readonly before: Quantities;
  readonly after: Quantities;
}

const NONE: Quantities = { calls: 0n, unpriced: 0, cost: 0n, buckets: [] };

function quantities(parts: CostParts | null): Quantities {
  if (parts === null) return NONE;
  const calls = BigInt(parts.calls - parts.unpricedCalls - parts.noUsageCalls);
  const buckets = BUCKETS.map((name) => ({ tokens: BigInt(parts[name].tokens), cost: parseAmount(parts[name].cost) }));
  return { calls: calls > 0n ? calls : 0n, unpriced: parts.unpricedCalls, cost: parseAmount(parts.costUsd), buckets };
}

/** The tokens of calls without a price are among the others, so tokens per priced call are not known. */
function isMuddled({ before, after }: Part): boolean {
  return before.calls > 0n && after.calls > 0n && before.unpriced + after.unpriced > 0;
}

function atOldCostPerCall({ before, after }: Part): bigint {
  if (before.calls === 0n) return after.cost;
  return scaled(before.cost, after.calls, before.calls);
}

function atOldPrices(part: Part): bigint {
  const { before, after } = part;
  if (before.calls === 0n || after.calls === 0n || isMuddled(part)) return atOldCostPerCall(part);
  const perToken = after.buckets.reduce((sum, bucket, index) => {
    const old = before.buckets[index];
    return sum + (old === undefined || old.tokens <= 0n ? bucket.cost : scaled(old.cost, bucket.tokens, old.tokens));
  }, 0n);
  const otherBefore = before.buckets.reduce((rest, { cost }) => rest - cost, before.cost);
  return perToken + scaled(otherBefore, after.calls, before.calls);
}

/** `amount * numerator / denominator`, to 12 decimals. */
function scaled(amount: bigint, numerator: bigint, denominator: bigint): bigint {
  return divideRounded(amount * numerator, denominator * STEP) * STEP;
}
