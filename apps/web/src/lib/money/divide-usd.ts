import { divideRounded } from "./divide-rounded.ts";
import { amountToDecimal } from "./amount-to-decimal.ts";
import { parseAmount } from "./parse-amount.ts";

const STEP = 10n ** 12n;

/** Amount per piece to 12 decimals, null when there are no pieces: a price per nothing is unknown, not 0. */
export function divideUsd(usd: string, pieces: number): string | null {
  if (pieces <= 0) return null;
  return amountToDecimal(divideRounded(parseAmount(usd), BigInt(pieces) * STEP) * STEP);
}
