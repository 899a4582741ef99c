/**
 * Exact price of one unit (a token, a search, a second): numerator / denominator pico-dollars.
 * All but a handful of list prices have denominator 1: a dollar price per million tokens with at most six
 * decimals is a whole number of pico-dollars per token.
 */
export interface Rate {
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** The rate as a plain number when it is a whole one, else 0. Only for exact products below 2^53. */
  readonly whole: number;
}

/** A price that is not a plain non-negative decimal number of dollars. */
export class PriceFormatError extends Error {
  override readonly name = "PriceFormatError";
}

const PICO_PER_USD = 10n ** 12n;
const DECIMAL = /^(\d{1,9})(?:\.(\d{1,30}))?(?:e([+-]?\d{1,2}))?$/i;

/**
 * @param usd decimal text, e.g. "2.5" or "0.0025"; exponents ("1e-7") are accepted
 * @param per number of units that `usd` buys, e.g. 1_000_000n for a price per million tokens
 * @throws PriceFormatError when the text is no decimal number
 */
export function parseRate(usd: string, per: bigint): Rate {
  const match = DECIMAL.exec(usd.trim());
  if (match === null) {
    throw new PriceFormatError(`"${usd}" is not a price. Write dollars as a plain number, for example 0.15.`);
  }
  const [, whole = "0", fraction = "", exponent = "0"] = match;
  const shift = Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction) * PICO_PER_USD;
  return shift >= 0 ? reduce(digits * 10n ** BigInt(shift), per) : reduce(digits, per * 10n ** BigInt(-shift));
}

/** The rate times `times.numerator / times.denominator`, exactly. */
export function scaleRate(rate: Rate, times: Rate): Rate {
  return reduce(rate.numerator * times.numerator, rate.denominator * times.denominator);
}

/**
 * Pico-dollars for a whole number of units; a fraction of a pico-dollar is rounded half to even, once. Products that a
 * double holds exactly are taken there: it spares two allocations of a bigint on the hot path.
 */
export function chargeAt(rate: Rate, quantity: number): bigint {
  const product = rate.whole * quantity;
  if (product > 0 && product <= Number.MAX_SAFE_INTEGER) return BigInt(product);
  return divideHalfEven(rate.numerator * BigInt(quantity), rate.denominator);
}

/** Quotient of two non-negative integers, a half rounded to the even neighbour. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  return twice > divisor || (twice === divisor && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

/** Decimal text of `rate * per` dollars, e.g. the price per million tokens; trailing zeros are cut. */
export function formatRate(rate: Rate, per: bigint): string {
  const scale = 10n ** 18n;
  const scaled = divideHalfEven(rate.numerator * per * scale, rate.denominator * PICO_PER_USD);
  const fraction = (scaled % scale).toString().padStart(18, "0").replace(/0+$/, "");
  return fraction === "" ? (scaled / scale).toString() : `${scaled / scale}.${fraction}`;
}

function reduce(numerator: bigint, denominator: bigint): Rate {
  let a = numerator;
  let b = denominator;
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? rateOf(0n, 1n) : rateOf(numerator / a, denominator / a);
}

function rateOf(numerator: bigint, denominator: bigint): Rate {
  const isWhole = denominator === 1n && numerator <= BigInt(Number.MAX_SAFE_INTEGER);
  return { numerator, denominator, whole: isWhole ? Number(numerator) : 0 };
}
