/** One reference rate as the ECB writes it: units of the currency for one euro. */
export interface DatedRate {
  /** ISO date. */
  readonly day: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Decimal text. */
  readonly perEuro: string;
}

/** Decimal text of a rate as an exact fraction. */
export interface RateFraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export interface ExchangeRates {
  /** Currencies with at least one rate, EUR and USD included when they can be reached. */
  readonly currencies: readonly string[];
  /** First and last day with a rate, "" when the table is empty. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** The rate of a day as published; undefined when there is none for that very day. */
  perEuro(currency: string, day: string): RateFraction | undefined;
}

/** Rates for looking up. The later of two rows for the same day and currency wins. */
export function exchangeRates(rows: readonly DatedRate[]): ExchangeRates {
  const byDay = new Map<string, Map<string, RateFraction>>();
  for (const row of rows) {
    const rates = byDay.get(row.day) ?? new Map<string, RateFraction>();
    byDay.set(row.day, rates.set(row.currency, toFraction(row.perEuro)));
  }
  const days = [...byDay.keys()].sort();
  const codes = new Set(rows.map((row) => row.currency));
  if (codes.has("USD")) codes.add("EUR");
  return {
    currencies: [...codes].sort(),
    firstDay: days[0] ?? "",
    lastDay: days.at(-1) ?? "",
    perEuro: (currency, day) => (currency === "EUR" ? euroOn(byDay, day) : byDay.get(day)?.get(currency)),
  };
}

function euroOn(byDay: ReadonlyMap<string, unknown>, day: string): RateFraction | undefined {
  return byDay.has(day) ? { numerator: 1n, denominator: 1n } : undefined;
}

function toFraction(decimal: string): RateFraction {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) };
}
