import { spendOverTime, type Store } from "@spanledger/clickhouse";
import { type Forecast, forecastSpend, remainingDays } from "@spanledger/forecast";
import type { Account, Counter } from "./budget-book.ts";
import { parseAmount } from "./parse-amount.ts";
import { readCurrency } from "./read-currencies.ts";

const DAY_MS = 86_400_000;
const HISTORY_DAYS = 42;

/** How much of a period's budget a subject is forecast to use by its end; from its own last six weeks. */
export async function forecastAccount(
  store: Store,
  { account, subject, counter }: { readonly account: Account; readonly subject: string; readonly counter: Counter },
  nowMs: number,
): Promise<Forecast> {
  const { watched, period } = account;
  const { timeZone, currency } = watched.budget;
  const today = dayIn(nowMs, timeZone);
  const fromMs = nowMs - HISTORY_DAYS * DAY_MS;
  const { rates } = await readCurrency(store, { projectId: watched.projectId, currency, fromMs, toMs: nowMs });
  const each = watched.each === null ? [] : [{ dimension: watched.each, op: "in" as const, values: [subject] }];
  const spend = await spendOverTime(store.project(watched.projectId), {
    range: { fromMs, toMs: nowMs },
    interval: "day",
    timeZone,
    filters: [...watched.filters.map((filter) => ({ ...filter, values: [...filter.values] })), ...each],
    ...(rates === undefined ? {} : { rates }),
  });
  const [series] = spend.series;
  const history = spend.buckets
    .map((startMs, index) => ({
      day: dayIn(startMs, timeZone),
      spend: parseAmount(series?.points[index]?.costUsd ?? "0"),
    }))
    .filter(({ day }) => day < today);
  const startMs = spend.buckets.at(-1) ?? nowMs;
  const remaining = remainingDays({ today, elapsed: (nowMs - startMs) / DAY_MS, until: dayIn(period.toMs, timeZone) });
  return forecastSpend({ history, spent: counter.spent, remaining });
}

/** The ISO date in a time zone. */
function dayIn(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(ms);
}
