import type { Span } from "@opentelemetry/api";
import { BudgetExceededError } from "./budget-exceeded-error.ts";
import type { GuardOptions } from "./guard-options.ts";
import { BoundedMap } from "./limits/bounded-map.ts";
import type { Refusal } from "./refusal-of.ts";
import { RunawayHaltedError } from "./runaway-halted-error.ts";

const MAX_REPORTED = 1_000;

export interface Refusals {
  /** Throws the refusal unless the user's handler allows the call. */
  refuse(refusal: Refusal, span: Span | undefined): void;
  /** Reports what would have been refused. */
  note(refusal: Refusal, span: Span | undefined): void;
}

/** Turns refusals into errors, handler calls and span events, as the options say. */
export function createRefusals({ policy, onRefused, onObserved }: GuardOptions): Refusals {
  const reported = new BoundedMap<true>(MAX_REPORTED);
  const note = (refusal: Refusal, span: Span | undefined): void => {
    const key = `${span?.spanContext().traceId ?? ""} ${ruleOf(refusal)}`;
    if (reported.get(key) !== undefined) return;
    reported.set(key, true);
    mark(span, "spanledger.guard.observed", refusal);
    try {
      onObserved?.(refusal);
    } catch {
      // Observing must never stop a call.
    }
  };
  return {
    note,
    refuse: (refusal, span) => {
      if (policy === "observe") {
        note(refusal, span);
        return;
      }
      if (onRefused?.(refusal) === "allow") return;
      mark(span, "spanledger.guard.refused", refusal);
      throw refusal;
    },
  };
}

function mark(span: Span | undefined, name: string, refusal: Refusal): void {
  span?.addEvent(name, { "spanledger.guard.rule": ruleOf(refusal), "spanledger.guard.reason": refusal.message });
}

function ruleOf(refusal: Refusal): string {
  if (refusal instanceof RunawayHaltedError) return refusal.finding.rule;
  return refusal instanceof BudgetExceededError ? `budget ${refusal.budget.budgetId}` : "unreachable";
}
