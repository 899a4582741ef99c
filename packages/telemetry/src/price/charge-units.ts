import { divideHalfEven, type Rate } from "./rate.ts";

/** Fees that are always owed: reported without a price, they leave the call unpriced. */
const FEES: ReadonlySet<string> = new Set(["search", "storage_search", "rerank_search"]);

/**
 * Cost of the units in pico-dollars. A unit that the list does not bill (the images in a prompt, its characters) is
 * paid for by the tokens; only a call without any tokens needs a price for it. undefined: a unit lacks its price.
 */
export function chargeUnits(
  rates: Readonly<Record<string, Rate>>,
  units: Readonly<Record<string, number>>,
  hasTokens: boolean,
): bigint | undefined {
  let cost = 0n;
  let charged = false;
  let missing = false;
  for (const unit in units) {
    const quantity = units[unit] ?? 0;
    if (!(quantity > 0)) continue;
    const rate = rates[unit];
    if (rate !== undefined) {
      cost += chargeQuantity(rate, quantity);
      charged = true;
    } else if (FEES.has(unit)) return undefined;
    else missing = true;
  }
  return missing && !charged && !hasTokens ? undefined : cost;
}

/** A quantity may be a fraction (seconds of audio): it is read as the decimal that it prints as. */
function chargeQuantity(rate: Rate, quantity: number): bigint {
  if (Number.isSafeInteger(quantity)) return divideHalfEven(rate.numerator * BigInt(quantity), rate.denominator);
  const [whole = "0", fraction = ""] = quantity.toFixed(9).split(".");
  return divideHalfEven(rate.numerator * BigInt(whole + fraction), rate.denominator * 10n ** BigInt(fraction.length));
}
