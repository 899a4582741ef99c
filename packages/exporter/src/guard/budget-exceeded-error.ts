import type { BudgetState } from "./fleet/budget-state.ts";

/** A model call was not made, because a budget that covers it is used up. */
export class BudgetExceededError extends Error {
  override readonly name = "BudgetExceededError";
  readonly budget: BudgetState;

  constructor(budget: BudgetState) {
    const until = budget.resetsAt === undefined ? "" : `; it starts again at ${budget.resetsAt}`;
    super(`The budget "${budget.name}" of $${budget.limitUsd} is used up ($${budget.spentUsd} spent)${until}.`);
    this.budget = budget;
  }
}
