import { BudgetExceededError } from "./budget-exceeded-error.ts";
import { GuardUnavailableError } from "./guard-unavailable-error.ts";
import { RunawayHaltedError } from "./runaway-halted-error.ts";

export type Refusal = RunawayHaltedError | BudgetExceededError | GuardUnavailableError;

const MAX_CAUSES = 8;

/** The guard's refusal inside an error that a client library wrapped around it, e.g. OpenAI's `APIConnectionError`. */
export function refusalOf(error: unknown): Refusal | undefined {
  let current = error;
  for (let depth = 0; depth < MAX_CAUSES && current instanceof Error; depth += 1) {
    if (
      current instanceof RunawayHaltedError ||
      current instanceof BudgetExceededError ||
      current instanceof GuardUnavailableError
    ) {
      return current;
    }
    current = current.cause;
  }
  return undefined;
}
