import type { ScopeDimension, ScopeFilter } from "@spanledger/alerts";
import { parsePicoUsd, spendByKeys, type Store, type TimeRange } from "@spanledger/clickhouse";
import { type Account, type Counter, emptyCounter } from "./budget-book.ts";
import { createBudgetIndex } from "./create-budget-index.ts";
import { parseAmount } from "./parse-amount.ts";
import { type Currency, readCurrency } from "./read-currencies.ts";
import type { WatchedBudget } from "./watched-budget.ts";

const MAX_FILTER_VALUES = 500;
const DAY_MS = 86_400_000;
const PICO_TO_UNIT = 1_000_000_000_000n;

/** Accounts that one query answers: the same project, period, currency and dimensions. */
export interface AccountGroup {
  readonly projectId: string;
  readonly range: TimeRange;
  readonly currency: string;
  readonly dimensions: readonly ScopeDimension[];
  readonly accounts: readonly Account[];
}

/** What the accounts have spent by all stored spans and adjustments: thousands of tenants in one query. */
export async function countSpent(store: Store, group: AccountGroup): Promise<Map<Account, Map<string, Counter>>> {
  const { projectId, range, accounts } = group;
  const currency = await readCurrency(store, { projectId, currency: group.currency, ...range });
  const counting = new Counting(accounts, group.dimensions);
  const question = { groupBy: [...group.dimensions], filters: commonFilters(accounts) };
  const reader = store.project(projectId);
  for (const row of await spendByKeys(reader, { ...question, range })) {
    const picoUsd = parsePicoUsd(row.spend);
    counting.add(row.keys, (counter) => {
      counter.spentUsd += picoUsd;
      counter.calls += row.calls;
      if (currency.rates === undefined) counter.spent += picoUsd * PICO_TO_UNIT;
    });
  }
  if (currency.rates === undefined) return counting.result;
  for (const row of await spendByKeys(reader, { ...question, range, rates: currency.rates })) {
    const spent = parseAmount(row.spend);
    counting.add(row.keys, (counter) => void (counter.spent += spent));
  }
  for (const gap of gapsOf(currency, range))
    for (const row of await spendByKeys(reader, { ...question, range: gap })) {
      const picoUsd = parsePicoUsd(row.spend);
      counting.add(row.keys, (counter) => void (counter.unconvertedUsd += picoUsd));
    }
  return counting.result;
}

/** Deals the rows of a query out to the accounts that they count for. */
class Counting {
  readonly result = new Map<Account, Map<string, Counter>>();
  readonly #accountOf: ReadonlyMap<WatchedBudget, Account>;
  readonly #index: ReturnType<typeof createBudgetIndex>;
  readonly #places: ReadonlyMap<ScopeDimension, number>;

  constructor(accounts: readonly Account[], dimensions: readonly ScopeDimension[]) {
    for (const account of accounts) this.result.set(account, new Map());
    this.#accountOf = new Map(accounts.map((account) => [account.watched, account]));
    this.#index = createBudgetIndex(accounts.map(({ watched }) => watched));
    this.#places = new Map(dimensions.map((dimension, place) => [dimension, place]));
  }

  add(keys: readonly string[], change: (counter: Counter) => void): void {
    for (const { watched, subject } of this.#index.match(
      (dimension) => keys[this.#places.get(dimension) ?? -1] ?? "",
    )) {
      const account = this.#accountOf.get(watched);
      const counters = account && this.result.get(account);
      if (counters === undefined) continue;
      let counter = counters.get(subject);
      if (counter === undefined) counters.set(subject, (counter = emptyCounter()));
      change(counter);
    }
  }
}

/** Filters that every one of the accounts has on a dimension, as one: what none of them asks for is not read. */
function commonFilters(accounts: readonly Account[]): ScopeFilter[] {
  const [first] = accounts;
  return (first?.watched.dimensions ?? []).flatMap((dimension) => {
    const values = new Set<string>();
    for (const { watched } of accounts) {
      const filter = watched.filters.find((candidate) => candidate.dimension === dimension && candidate.op === "in");
      if (filter === undefined) return [];
      for (const value of filter.values) values.add(value);
      if (values.size > MAX_FILTER_VALUES) return [];
    }
    return [{ dimension, op: "in" as const, values: [...values] }];
  });
}

/** The stretches of days without a rate within the range. */
function gapsOf({ missing }: Currency, { fromMs, toMs }: TimeRange): TimeRange[] {
  const gaps: { fromMs: number; toMs: number }[] = [];
  for (const day of missing) {
    const startMs = Date.parse(day);
    const last = gaps.at(-1);
    if (last !== undefined && last.toMs === startMs) last.toMs = startMs + DAY_MS;
    else gaps.push({ fromMs: startMs, toMs: startMs + DAY_MS });
  }
  return gaps.map((gap) => ({ fromMs: Math.max(gap.fromMs, fromMs), toMs: Math.min(gap.toMs, toMs) }));
}
