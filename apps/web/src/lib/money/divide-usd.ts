import { divideRounded } from "./divide-rounded.ts";
import { parsePico } from "./parse-pico.ts";
import { picoToDecimal } from "./pico-to-decimal.ts";

/** USD per piece to the pico-dollar, null when there are no pieces: a price per nothing is unknown, not 0. */
export function divideUsd(usd: string, pieces: number): string | null {
  if (pieces <= 0) return null;
  return picoToDecimal(divideRounded(parsePico(usd), BigInt(pieces)));
}
