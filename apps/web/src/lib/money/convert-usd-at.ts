import { AMOUNT_DECIMALS } from "./amount-decimals.ts";
import { amountToDecimal } from "./amount-to-decimal.ts";
import { parseAmount } from "./parse-amount.ts";

/** Dollars at a rate, both with at most 12 decimals: the exact product, as the database computes it. */
export function convertUsdAt(usd: string, perUsd: string): string {
  return amountToDecimal((parseAmount(usd) * parseAmount(perUsd)) / 10n ** BigInt(AMOUNT_DECIMALS));
}
