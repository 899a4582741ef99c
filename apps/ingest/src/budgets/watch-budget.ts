import type { Budget } from "@spanledger/alerts";
import { parseAmount } from "./parse-amount.ts";
import type { WatchedBudget } from "./watched-budget.ts";

export function watchBudget(id: string, projectId: string, budget: Budget): WatchedBudget {
  const filters = budget.scope.kind === "project" ? [] : budget.scope.filters;
  const each = budget.scope.kind === "each" ? budget.scope.dimension : null;
  const dimensions = new Set([...filters.map(({ dimension }) => dimension), ...(each === null ? [] : [each])]);
  return {
    id,
    projectId,
    budget,
    limit: parseAmount(budget.amount),
    grace: parseAmount(budget.graceAmount),
    filters,
    each,
    dimensions: [...dimensions].toSorted(),
  };
}
