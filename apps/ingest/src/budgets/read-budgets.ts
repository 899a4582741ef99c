import { readDefinition, validateBudget } from "@spanledger/alerts";
import { budgets, type Store } from "@spanledger/clickhouse";
import { type BudgetIndex, createBudgetIndex } from "./create-budget-index.ts";
import { watchBudget } from "./watch-budget.ts";
import type { WatchedBudget } from "./watched-budget.ts";

/** The enabled budgets, by project. One that cannot be read is left out: a page shows it as such. */
export async function readBudgets(store: Store): Promise<Map<string, BudgetIndex>> {
  const byProject = new Map<string, WatchedBudget[]>();
  for (const { id, project, definition } of await budgets(store).list({})) {
    const budget = readDefinition(definition, validateBudget);
    if (budget === undefined || !budget.isEnabled) continue;
    const watched = byProject.get(project) ?? [];
    watched.push(watchBudget(id, project, budget));
    byProject.set(project, watched);
  }
  return new Map([...byProject].map(([project, watched]) => [project, createBudgetIndex(watched)]));
}
