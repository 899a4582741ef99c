import { currencyRates, type DayRates, ratesByDay, type Store, type TimeRange } from "@spanledger/clickhouse";

export interface BudgetRates {
  /** For the queries; undefined for US dollars. */
  readonly rates: DayRates | undefined;
  /** Stretches of days without a rate: what was spent then is not converted. */
  readonly gaps: readonly TimeRange[];
}

const DAY_MS = 86_400_000;

/** The rates of a budget's currency for each UTC day of its period; a day without one is named, never guessed. */
export async function ratesOf(
  store: Store,
  { project, currency, range }: { readonly project: string; readonly currency: string; readonly range: TimeRange },
): Promise<BudgetRates> {
  if (currency === "USD") return { rates: undefined, gaps: [] };
  const days = ratesByDay(await currencyRates(store).list(project, currency), range);
  const gaps: { fromMs: number; toMs: number }[] = [];
  for (const { day, perUsd } of days) {
    if (perUsd !== null) continue;
    const fromMs = Math.max(Date.parse(day), range.fromMs);
    const toMs = Math.min(Date.parse(day) + DAY_MS, range.toMs);
    const last = gaps.at(-1);
    if (last?.toMs === fromMs) last.toMs = toMs;
    else gaps.push({ fromMs, toMs });
  }
  const [first] = days;
  const rates = first && { firstDay: first.day, perUsd: days.map(({ perUsd }) => perUsd ?? "0") };
  return { rates, gaps };
}
