import { AMOUNT_DECIMALS } from "./amount-decimals.ts";

/**
 * Reads a decimal string of money ("1.25", "-0.000000000001") as an integer of 10^-24 units: dollars have up to 12 decimals,
 * and so has a rate. Further digits are refused: a figure that cannot be held exactly is a bug upstream.
 * @throws {RangeError} when the text is not such a decimal.
 */
export function parseAmount(decimal: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal.trim());
  if (!match) throw new RangeError(`"${decimal}" is not a decimal amount`);
  const [, sign, whole = "0", fraction = ""] = match;
  if (/[1-9]/.test(fraction.slice(AMOUNT_DECIMALS)))
    throw new RangeError(`"${decimal}" has more than ${AMOUNT_DECIMALS} decimals`);
  const amount = BigInt(whole + fraction.slice(0, AMOUNT_DECIMALS).padEnd(AMOUNT_DECIMALS, "0"));
  return sign ? -amount : amount;
}
