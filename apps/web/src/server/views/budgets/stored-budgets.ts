import { type Budget, readDefinition, validateBudget } from "@spanledger/alerts";
import { budgets, type Store } from "@spanledger/clickhouse";

export interface StoredBudget {
  readonly id: string;
  readonly name: string;
  /** undefined: an older version wrote something that cannot be read any more. */
  readonly budget: Budget | undefined;
}

/** The budgets of a project as they are stored. */
export async function storedBudgets(store: Store, project: string): Promise<StoredBudget[]> {
  const found = await budgets(store).list({ project });
  return found.map(({ id, name, definition }) => ({ id, name, budget: readDefinition(definition, validateBudget) }));
}
