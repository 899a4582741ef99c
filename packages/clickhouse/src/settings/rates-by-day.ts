import type { CurrencyRate } from "./currency-rates.ts";

export interface DatedRate {
  /** ISO date, UTC. */
  readonly day: string;
  /** null when neither the day nor the seven before it have a rate. */
  readonly perUsd: string | null;
  /** The day whose rate it is. */
  readonly rateDay: string;
}

const DAY_MS = 86_400_000;
/** The ECB publishes no rates on weekends and holidays; the last one before is the rate of such a day. */
const MAX_DAYS_BACK = 7;

/** A rate for each UTC day that the window touches, from rates in the order of their days. */
export function ratesByDay(
  rates: readonly CurrencyRate[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): DatedRate[] {
  const byDay = new Map(rates.map(({ day, unitsPerUsd }) => [day, unitsPerUsd]));
  const days: DatedRate[] = [];
  for (let at = Math.floor(fromMs / DAY_MS) * DAY_MS; at < toMs; at += DAY_MS) {
    const back = Array.from({ length: MAX_DAYS_BACK + 1 }, (_, index) => dayOf(at - index * DAY_MS));
    const rateDay = back.find((day) => byDay.has(day));
    days.push({ day: dayOf(at), perUsd: (rateDay && byDay.get(rateDay)) ?? null, rateDay: rateDay ?? "" });
  }
  return days;
}

/** The UTC day of an instant, as an ISO date. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
