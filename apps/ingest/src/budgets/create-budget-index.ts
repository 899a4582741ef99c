import type { ScopeDimension } from "@spanledger/alerts";
import type { BudgetMatch, DimensionLookup, WatchedBudget } from "./watched-budget.ts";

export interface BudgetIndex {
  /** The budgets that a call with these dimensions counts for. */
  match(lookup: DimensionLookup): BudgetMatch[];
  /** All dimensions that any of the budgets asks for. */
  readonly dimensions: readonly ScopeDimension[];
  readonly budgets: readonly WatchedBudget[];
}

interface Entry {
  readonly watched: WatchedBudget;
  /** Sets, so that a filter of 500 values is one look. */
  readonly tests: readonly {
    readonly dimension: ScopeDimension;
    readonly isIn: boolean;
    readonly values: ReadonlySet<string>;
  }[];
}

/** Finds the budgets of a call by the value of one of their filters: ten thousand tenant budgets are one look. */
export function createBudgetIndex(budgets: readonly WatchedBudget[]): BudgetIndex {
  const byValue = new Map<ScopeDimension, Map<string, Entry[]>>();
  const others: Entry[] = [];
  for (const watched of budgets) place(entryOf(watched), byValue, others);
  return {
    budgets,
    dimensions: [...new Set(budgets.flatMap(({ dimensions }) => dimensions))],
    match(lookup) {
      const found: BudgetMatch[] = [];
      for (const entry of others) take(entry, lookup, found);
      for (const [dimension, values] of byValue)
        for (const entry of values.get(lookup(dimension)) ?? []) take(entry, lookup, found);
      return found;
    },
  };
}

function entryOf(watched: WatchedBudget): Entry {
  const tests = watched.filters.map(({ dimension, op, values }) => ({
    dimension,
    isIn: op === "in",
    values: new Set(values),
  }));
  return { watched, tests: tests.toSorted((a, b) => a.values.size - b.values.size) };
}

function place(entry: Entry, byValue: Map<ScopeDimension, Map<string, Entry[]>>, others: Entry[]): void {
  const first = entry.tests.find(({ isIn }) => isIn);
  if (first === undefined) {
    others.push(entry);
    return;
  }
  const values = byValue.get(first.dimension) ?? new Map<string, Entry[]>();
  byValue.set(first.dimension, values);
  for (const value of first.values) {
    const entries = values.get(value);
    if (entries === undefined) values.set(value, [entry]);
    else entries.push(entry);
  }
}

function take({ watched, tests }: Entry, lookup: DimensionLookup, found: BudgetMatch[]): void {
  for (const { dimension, isIn, values } of tests) if (values.has(lookup(dimension)) !== isIn) return;
  const subject = watched.each === null ? "" : lookup(watched.each);
  // A call that does not say which tenant it is for is no tenant's.
  if (watched.each === null || subject !== "") found.push({ watched, subject });
}
