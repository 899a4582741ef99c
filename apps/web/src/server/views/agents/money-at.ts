import type { DayRates } from "@spanledger/clickhouse";
import { convertUsdAt } from "#lib/money/convert-usd-at.ts";

const DAY_MS = 86_400_000;

/** Converts dollars at the rate of the UTC day of a moment; the window of the rates has the moment. */
export function moneyAt(rates: DayRates | undefined): (usd: string | null, atMs: number) => string | null {
  return (usd, atMs) => {
    if (usd === null || rates === undefined) return usd;
    const index = Math.floor(atMs / DAY_MS) - Date.parse(rates.firstDay) / DAY_MS;
    const rate = rates.perUsd[Math.max(0, Math.min(rates.perUsd.length - 1, index))];
    return convertUsdAt(usd, rate ?? "0");
  };
}
