import { divideRounded } from "./divide-rounded.ts";
import type { DisplayCurrency } from "./display-currency.ts";

/** Pico-dollars to pico-units of the shown currency, rounded half away from zero. */
export function convertPico(picoUsd: bigint, currency: DisplayCurrency): bigint {
  if (currency.perUsd === "1") return picoUsd;
  const [whole = "0", fraction = ""] = currency.perUsd.split(".");
  return divideRounded(picoUsd * BigInt(whole + fraction), 10n ** BigInt(fraction.length));
}
