import { type Budget, periodAt, type PeriodRange, type ScopeDimension, type ScopeFilter } from "@spanledger/alerts";
import { spendByKeys, type SpendRow, type Store, type TimeRange } from "@spanledger/clickhouse";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { ratesOf } from "./rates-of.ts";

export interface AskedBudget {
  readonly id: string;
  readonly budget: Budget;
}

/** Of one value of a fan-out, or of the whole budget. Amounts are integers of 10^-24 units. */
export interface SpentAmount {
  /** In the budget's currency, at the rate of each usage day. */
  spent: bigint;
  calls: number;
  /** Dollars of days without a rate: not in `spent`. */
  unconvertedUsd: bigint;
}

export interface BudgetSpend {
  readonly period: PeriodRange;
  /** By value of the fan-out; "" is the one of a budget without. */
  readonly bySubject: ReadonlyMap<string, SpentAmount>;
}

interface Group {
  readonly range: TimeRange;
  readonly currency: string;
  readonly dimensions: readonly ScopeDimension[];
  readonly budgets: (AskedBudget & { readonly period: PeriodRange })[];
}

const DAY_MS = 86_400_000;
const MAX_FILTER_VALUES = 500;

/** What each budget has spent in its running period; budgets of the same period and dimensions are one query. */
export async function spentOfBudgets(
  store: Store,
  {
    project,
    budgets,
    nowMs,
  }: { readonly project: string; readonly budgets: readonly AskedBudget[]; readonly nowMs: number },
): Promise<Map<string, BudgetSpend>> {
  const spends = await Promise.all([...groupsOf(budgets, nowMs)].map((group) => spentOfGroup(store, project, group)));
  return new Map(spends.flat());
}

async function spentOfGroup(store: Store, project: string, group: Group): Promise<(readonly [string, BudgetSpend])[]> {
  const { range, currency, dimensions } = group;
  const { rates, gaps } = await ratesOf(store, { project, currency, range });
  const ask = (asked: TimeRange, converted: boolean) => {
    const inCurrency = converted && rates !== undefined ? { rates } : {};
    const question = { range: asked, groupBy: [...dimensions], filters: commonFilters(group), ...inCurrency };
    return spendByKeys(store.project(project), question, "page");
  };
  const rows = await ask(range, true);
  const unconverted = (await Promise.all(gaps.map((gap) => ask(gap, false)))).flat();
  return group.budgets.map(({ id, budget, period }) => [
    id,
    { period, bySubject: sumsOf({ budget, dimensions }, rows, unconverted) },
  ]);
}

function groupsOf(budgets: readonly AskedBudget[], nowMs: number): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const { id, budget } of budgets) {
    const period = periodAt(nowMs, budget.period, budget.timeZone);
    // A call may claim a start a little in the future: it counts in a window that ends now, too.
    const toMs = budget.period.kind === "rolling" ? period.toMs + DAY_MS : period.toMs;
    const dimensions = dimensionsOf(budget);
    const key = JSON.stringify([period.fromMs, toMs, budget.currency, dimensions]);
    const group = groups.get(key) ?? {
      range: { fromMs: period.fromMs, toMs },
      currency: budget.currency,
      dimensions,
      budgets: [],
    };
    group.budgets.push({ id, budget, period });
    groups.set(key, group);
  }
  return groups.values();
}

function dimensionsOf({ scope }: Budget): ScopeDimension[] {
  if (scope.kind === "project") return [];
  const used = scope.filters.map(({ dimension }) => dimension);
  return [...new Set(scope.kind === "each" ? [...used, scope.dimension] : used)].toSorted();
}

function filtersOf({ scope }: Budget): readonly ScopeFilter[] {
  return scope.kind === "project" ? [] : scope.filters;
}

/** Values that every budget of the group narrows a dimension to, as one filter: what none of them asks for is not read. */
function commonFilters({ dimensions, budgets }: Group): ScopeFilter[] {
  return dimensions.flatMap((dimension) => {
    const filters = budgets.map(({ budget }) =>
      filtersOf(budget).find((filter) => filter.dimension === dimension && filter.op === "in"),
    );
    const values = [...new Set(filters.flatMap((filter) => filter?.values ?? []))];
    const isNarrowed = filters.every((filter) => filter !== undefined) && values.length <= MAX_FILTER_VALUES;
    return isNarrowed ? [{ dimension, op: "in" as const, values }] : [];
  });
}

function sumsOf(
  { budget, dimensions }: { readonly budget: Budget; readonly dimensions: readonly ScopeDimension[] },
  rows: readonly SpendRow[],
  unconverted: readonly SpendRow[],
): Map<string, SpentAmount> {
  const { scope } = budget;
  const place = (dimension: ScopeDimension) => dimensions.indexOf(dimension);
  const tests = filtersOf(budget).map(({ dimension, op, values }) => ({
    at: place(dimension),
    isIn: op === "in",
    values: new Set(values),
  }));
  const subjectAt = scope.kind === "each" ? place(scope.dimension) : -1;
  const sums = new Map<string, SpentAmount>();
  const add = (row: SpendRow, change: (amount: SpentAmount) => void) => {
    if (tests.some(({ at, isIn, values }) => values.has(row.keys[at] ?? "") !== isIn)) return;
    const subject = subjectAt < 0 ? "" : (row.keys[subjectAt] ?? "");
    // A call that does not say which tenant it is for is no tenant's.
    if (subjectAt >= 0 && subject === "") return;
    const amount = sums.get(subject) ?? { spent: 0n, calls: 0, unconvertedUsd: 0n };
    change(amount);
    sums.set(subject, amount);
  };
  for (const row of rows)
    add(row, (amount) => {
      amount.spent += parseAmount(row.spend);
      amount.calls += row.calls;
    });
  for (const row of unconverted) add(row, (amount) => void (amount.unconvertedUsd += parseAmount(row.spend)));
  return sums;
}
