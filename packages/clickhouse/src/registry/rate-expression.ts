import type { Binder } from "./create-binder.ts";
import type { DayRates } from "./day-rates.ts";

/**
 * Ready to be multiplied with an amount: gives the rate of a row's UTC day from a Date expression. 256 bits, so that the
 * product of 12 and 12 decimals is exact, and the sum of any number of them.
 */
export function rateExpression(rates: DayRates, binder: Binder): (day: string) => string {
  const perUsd = `arrayMap(r -> toDecimal256(r, 12), ${binder.bind("Array(String)", rates.perUsd)})`;
  const firstDay = `toInt32(${binder.bind("Date", rates.firstDay)})`;
  return (day) => `arrayElement(${perUsd}, greatest(0, toInt32(${day}) - ${firstDay} + 1))`;
}
