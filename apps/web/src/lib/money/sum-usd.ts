import { parsePico } from "./parse-pico.ts";
import { picoToDecimal } from "./pico-to-decimal.ts";

/** Exact sum of USD decimal strings. */
export function sumUsd(amounts: Iterable<string>): string {
  let total = 0n;
  for (const amount of amounts) total += parsePico(amount);
  return picoToDecimal(total);
}
