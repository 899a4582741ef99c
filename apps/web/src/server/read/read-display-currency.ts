import {
  currencyRates,
  type DatedRate,
  dayOf,
  type DayRates,
  ratesByDay,
  spendOverTime,
  type Store,
} from "@spanledger/clickhouse";
import { USD, type DisplayCurrency } from "#lib/money/display-currency.ts";

import type { Project } from "./find-project.ts";
import type { Window } from "./scoped-question.ts";

export interface CurrencyAnswer {
  readonly currency: DisplayCurrency;
  /** Why dollars are shown although another currency is set, else "". */
  readonly currencyMissing: string;
  /** For the queries of the window; undefined for US dollars. */
  readonly rates: DayRates | undefined;
}

export interface CurrencyContext {
  readonly store: Store;
  readonly project: Project;
  readonly nowMs: number;
}

const DAY_MS = 86_400_000;
/** Spans that claim an earlier start are stored at the time they arrived, and so are those of the far future. */
const EARLIEST_MS = Date.UTC(2015, 0, 1);
const DOLLARS: CurrencyAnswer = { currency: USD, currencyMissing: "", rates: undefined };

/** The project's currency with a rate for each UTC day of the window; dollars when a day with spend has none. */
export async function readDisplayCurrency(context: CurrencyContext, window: Window): Promise<CurrencyAnswer> {
  const { store, project, nowMs } = context;
  if (project.currency === "USD") return DOLLARS;
  const fromMs = Math.max(window.fromMs, EARLIEST_MS);
  const toMs = Math.max(fromMs + 1, Math.min(window.toMs, nowMs + 2 * DAY_MS));
  const days = ratesByDay(await currencyRates(store).list(project.id, project.currency), { fromMs, toMs });
  const today = dayOf(nowMs);
  const newest = days.filter(({ day, perUsd }) => perUsd !== null && day <= today).at(-1);
  const lacking = newest ? await firstSpentWithout(context, days, { fromMs, toMs }) : dayOf(Math.min(toMs - 1, nowMs));
  if (newest === undefined || lacking !== undefined) return { ...DOLLARS, currencyMissing: missing(project, lacking) };
  return {
    currency: { code: project.currency, perUsd: newest.perUsd ?? "0", rateDate: newest.rateDay },
    currencyMissing: "",
    rates: { firstDay: dayOf(fromMs), perUsd: days.map(({ perUsd }) => perUsd ?? "0") },
  };
}

function missing({ currency }: Project, day = ""): string {
  return `No ${currency} rate for ${day} or the seven days before it: amounts are in US dollars. Import rates in the settings.`;
}

/** The first day without a rate on which something was spent. */
async function firstSpentWithout(
  { store, project }: CurrencyContext,
  days: readonly DatedRate[],
  window: Window,
): Promise<string | undefined> {
  const without = new Set(days.flatMap(({ day, perUsd }) => (perUsd === null ? [day] : [])));
  const [first, last] = [[...without][0], [...without].at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const fromMs = Math.max(window.fromMs, Date.parse(first));
  const toMs = Math.min(window.toMs, Date.parse(last) + DAY_MS);
  const spend = await spendOverTime(store.project(project.id), { range: { fromMs, toMs }, interval: "day" });
  const isSpent = (index: number) =>
    spend.series.some(({ points }) => {
      const point = points[index];
      return point && [point.costUsd ?? "0", point.savedUsd, point.reportedUsd].some((amount) => amount !== "0");
    });
  return spend.buckets.map(dayOf).find((day, index) => without.has(day) && isSpent(index));
}
