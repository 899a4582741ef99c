import { divideHalfEven } from "../rate.ts";
import type { ExchangeRates } from "./exchange-rates.ts";

export interface Converted {
  /** 10^-12 of the currency's unit. */
  readonly pico: bigint;
  /** Units of the currency for one dollar, eight decimals, for the page. */
  readonly rate: string;
  /** ISO date on which the rate was published. */
  readonly rateDay: string;
}

/** The ECB publishes no rates on weekends and holidays; the last one before is the rate of such a day. */
const MAX_DAYS_BACK = 7;
const DAY_MS = 86_400_000;
const RATE_DECIMALS = 10n ** 8n;

/**
 * Dollars in another currency at the reference rate of a day (ISO date, UTC): through the euro, as one exact fraction,
 * rounded half to even once. undefined when no rate was published on that day or the week before it.
 */
export function convertUsd(
  picoUsd: bigint,
  currency: string,
  { day, rates }: { day: string; rates: ExchangeRates },
): Converted | undefined {
  if (currency === "USD") return { pico: picoUsd, rate: "1", rateDay: day };
  const start = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(start)) return undefined;
  for (let back = 0; back <= MAX_DAYS_BACK; back++) {
    const rateDay = new Date(start - back * DAY_MS).toISOString().slice(0, 10);
    const usd = rates.perEuro("USD", rateDay);
    const target = rates.perEuro(currency, rateDay);
    if (usd === undefined || target === undefined) continue;
    const numerator = target.numerator * usd.denominator;
    const denominator = target.denominator * usd.numerator;
    return { pico: divideSigned(picoUsd * numerator, denominator), rate: formatRatio(numerator, denominator), rateDay };
  }
  return undefined;
}

function divideSigned(dividend: bigint, divisor: bigint): bigint {
  return dividend < 0n ? -divideHalfEven(-dividend, divisor) : divideHalfEven(dividend, divisor);
}

function formatRatio(numerator: bigint, denominator: bigint): string {
  const scaled = divideHalfEven(numerator * RATE_DECIMALS, denominator);
  return `${scaled / RATE_DECIMALS}.${(scaled % RATE_DECIMALS).toString().padStart(8, "0")}`;
}
