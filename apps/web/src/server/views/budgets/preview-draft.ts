import { type Budget, periodAt, type Problem, previewBudget, type SpentDay, validateBudget } from "@spanledger/alerts";
import { spendOverTime, type Store } from "@spanledger/clickhouse";
import { amountToDecimal } from "#lib/money/amount-to-decimal.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { startOfDay, toWallClock } from "@spanledger/calendar";
import { ratesOf } from "./rates-of.ts";

export interface BudgetPreview {
  /** What the form lacks; with problems of the amount or the name alone the spend is there all the same. */
  readonly problems: readonly Problem[];
  /** null when the scope or the period cannot be read yet. */
  readonly spend: {
    /** Of the last 30 days, decimal text in the budget's currency. */
    readonly total: string;
    /** The highest that one period cost so far, in those days; of a fan-out, of one value. */
    readonly peak: string;
    /** Of a fan-out: how many of its values were looked at, the largest. */
    readonly subjects: number | null;
  } | null;
  readonly fired: readonly { readonly day: string; readonly threshold: number; readonly subject: string }[];
}

const DAYS = 30;
const SUBJECTS = 20;

/** What a budget would have told in the last 30 days, today included. */
export async function previewDraft(
  store: Store,
  { project, input, nowMs }: { readonly project: string; readonly input: object; readonly nowMs: number },
): Promise<BudgetPreview> {
  const checked = validateBudget(input);
  const problems = checked.ok ? [] : checked.problems;
  const readable = checked.ok ? checked : validateBudget({ ...input, name: "-", amount: "1", graceAmount: "0" });
  if (!readable.ok) return { problems, spend: null, fired: [] };
  const budget = readable.value;
  const series = await daysOf(store, { project, budget, nowMs });
  const limit = checked.ok ? parseAmount(budget.amount) : null;
  const firstDay = dayOf(startOfDay(nowMs, budget.timeZone, 1 - DAYS), budget.timeZone);
  const recent = series.flatMap(({ days }) => days.filter(({ day }) => day >= firstDay));
  const fired = series.flatMap(({ subject, days }) =>
    limit === null ? [] : previewBudget(budget, limit, days).map((one) => ({ ...one, subject })),
  );
  return {
    problems,
    spend: {
      total: amountToDecimal(recent.reduce((sum, { spend }) => sum + spend, 0n)),
      peak: amountToDecimal(
        peakOf(
          series.map(({ days }) => days),
          budget,
        ),
      ),
      subjects: budget.scope.kind === "each" ? series.length : null,
    },
    fired: fired.filter(({ day }) => day >= firstDay).toSorted((a, b) => (a.day < b.day ? -1 : 1)),
  };
}

interface DailySeries {
  readonly subject: string;
  readonly days: readonly SpentDay[];
}

/** Spend per day from the start of the period that the first of the 30 days is in. */
async function daysOf(
  store: Store,
  { project, budget, nowMs }: { readonly project: string; readonly budget: Budget; readonly nowMs: number },
): Promise<DailySeries[]> {
  const { timeZone, scope, period } = budget;
  const firstMs = startOfDay(nowMs, timeZone, 1 - DAYS);
  const fromMs =
    period.kind === "rolling"
      ? startOfDay(nowMs, timeZone, 1 - DAYS - period.days)
      : periodAt(firstMs, period, timeZone).fromMs;
  const range = { fromMs, toMs: startOfDay(nowMs, timeZone, 1) };
  const { rates } = await ratesOf(store, { project, currency: budget.currency, range });
  const spend = await spendOverTime(store.project(project), {
    range,
    interval: "day",
    timeZone,
    filters: scope.kind === "project" ? [] : scope.filters,
    ...(scope.kind === "each" ? { groupBy: scope.dimension, top: SUBJECTS } : {}),
    ...(rates === undefined ? {} : { rates }),
  });
  return spend.series
    .filter(({ key }) => scope.kind !== "each" || (key !== null && key !== ""))
    .map(({ key, points }) => ({
      subject: scope.kind === "each" ? (key ?? "") : "",
      days: spend.buckets.map((startMs, index) => ({
        day: dayOf(startMs, timeZone),
        spend: parseAmount(points[index]?.costUsd ?? "0"),
      })),
    }));
}

/** The most that was spent in one period. */
function peakOf(series: readonly (readonly SpentDay[])[], { period }: Budget): bigint {
  let peak = 0n;
  for (const days of series) {
    let spent = 0n;
    let key = "";
    days.forEach(({ day, spend }, index) => {
      const next = period.kind === "rolling" ? "" : periodKey(day, period.kind);
      if (next !== key) spent = 0n;
      key = next;
      spent += spend;
      if (period.kind === "rolling") spent -= days[index - period.days]?.spend ?? 0n;
      if (spent > peak) peak = spent;
    });
  }
  return peak;
}

function periodKey(day: string, kind: "day" | "week" | "month"): string {
  return periodAt(Date.parse(`${day}T12:00:00Z`), { kind }, "UTC").key;
}

function dayOf(ms: number, timeZone: string): string {
  return toWallClock(ms, timeZone).toISOString().slice(0, 10);
}
