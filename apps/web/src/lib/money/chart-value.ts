import type { DisplayCurrency } from "./display-currency.ts";

/** Height of a bar in the shown currency. Geometry only: a float must never reach a printed sum. */
export function chartValue(usd: string, currency: DisplayCurrency): number {
  return Number(usd) * Number(currency.perUsd);
}
