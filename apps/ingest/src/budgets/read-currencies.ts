import { currencyRates, type DayRates, parsePicoUsd, ratesByDay, type Store } from "@spanledger/clickhouse";

/** Units per dollar in 10^-12 on a UTC day (days since 1970); null when it has no rate. */
export type RateOfDay = (day: number) => bigint | null;
export type CurrencyOf = (projectId: string, currency: string) => RateOfDay;

export interface Currency {
  readonly rateOf: RateOfDay;
  /** For queries over the days; undefined for US dollars. */
  readonly rates: DayRates | undefined;
  /** ISO dates of the days without a rate. */
  readonly missing: readonly string[];
}

const DAY_MS = 86_400_000;
const ONE = 1_000_000_000_000n;
const DOLLARS: Currency = { rateOf: () => ONE, rates: undefined, missing: [] };

/** The rates of a currency over a stretch of days, as every page has them; a day without one is named, never guessed. */
export async function readCurrency(
  store: Store,
  wanted: { readonly projectId: string; readonly currency: string; readonly fromMs: number; readonly toMs: number },
): Promise<Currency> {
  const { projectId, currency, fromMs, toMs } = wanted;
  if (currency === "USD") return DOLLARS;
  const days = ratesByDay(await currencyRates(store).list(projectId, currency), { fromMs, toMs });
  const perDay = new Map(
    days.map(({ day, perUsd }) => [Date.parse(day) / DAY_MS, perUsd === null ? null : parsePicoUsd(perUsd)]),
  );
  const [first] = days;
  return {
    rateOf: (day) => perDay.get(day) ?? null,
    rates: first === undefined ? undefined : { firstDay: first.day, perUsd: days.map(({ perUsd }) => perUsd ?? "0") },
    missing: days.flatMap(({ day, perUsd }) => (perUsd === null ? [day] : [])),
  };
}
