import type { Span } from "../span.ts";

/** What a breaker or a budget in the app throws in place of the request; LiteLLM has the second too. */
const REFUSALS: ReadonlySet<string> = new Set([
  "spanledger.halted",
  "RunawayHaltedError",
  "BudgetExceededError",
  "GuardUnavailableError",
]);
/** Clients wrap the error in one of their own: then only the event tells. */
const REFUSED_EVENT = "spanledger.guard.refused";

/** Whether a failed span says that its call was refused in the app, and so never reached a provider. */
export function wasRefused({ events }: Span, errorType: string): boolean {
  if (errorType === "") return false;
  return REFUSALS.has(errorType) || events.some(({ name }) => name === REFUSED_EVENT);
}
