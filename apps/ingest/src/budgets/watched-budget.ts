import type { Budget, ScopeDimension, ScopeFilter } from "@spanledger/alerts";

/** A budget as the stream needs it. Amounts are in 10^-24 units of its currency. */
export interface WatchedBudget {
  readonly id: string;
  readonly projectId: string;
  readonly budget: Budget;
  readonly limit: bigint;
  readonly grace: bigint;
  readonly filters: readonly ScopeFilter[];
  /** The dimension of a fan-out. */
  readonly each: ScopeDimension | null;
  /** Everything that a call has to say to be matched. */
  readonly dimensions: readonly ScopeDimension[];
}

/** The value of a dimension, "" when the call does not say. */
export type DimensionLookup = (dimension: ScopeDimension) => string;

/** A budget, and for a fan-out the value that it is about. */
export interface BudgetMatch {
  readonly watched: WatchedBudget;
  readonly subject: string;
}
