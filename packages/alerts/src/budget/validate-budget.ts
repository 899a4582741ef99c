import { type Validated, validated } from "../validated.ts";
import { type Budget, BudgetSchema } from "./budget.ts";

/** The one check of a budget, for the form, the API and what is stored: the same sentences everywhere. */
export function validateBudget(input: unknown): Validated<Budget> {
  return validated(BudgetSchema, input);
}
