import { parseAmount } from "./parse-amount.ts";
import { amountToDecimal } from "./amount-to-decimal.ts";

/** Exact sum of USD decimal strings. */
export function sumUsd(amounts: Iterable<string>): string {
  let total = 0n;
  for (const amount of amounts) total += parseAmount(amount);
  return amountToDecimal(total);
}
