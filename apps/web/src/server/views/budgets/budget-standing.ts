import type { Budget } from "@spanledger/alerts";
import { amountToDecimal } from "#lib/money/amount-to-decimal.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import type { SpentAmount } from "./spent-of-budgets.ts";

/** How one budget, or one value of a fan-out, stands. Amounts are decimal text in the budget's currency. */
export interface BudgetStanding {
  /** Value of the fan-out, "" for none. */
  readonly subject: string;
  readonly spent: string;
  readonly calls: number;
  /** Dollars spent on days without a rate, "0" for none: not in `spent`. */
  readonly unconvertedUsd: string;
  /** Percent of the amount, one decimal, rounded down. */
  readonly percent: number;
  /** The highest threshold that was reached; null for none. */
  readonly reached: number | null;
  /** blocked: amount and grace amount are spent, calls are refused. */
  readonly state: "open" | "warned" | "over" | "blocked";
}

const NOTHING: SpentAmount = { spent: 0n, calls: 0, unconvertedUsd: 0n };

export function budgetStanding(budget: Budget, subject: string, amount: SpentAmount = NOTHING): BudgetStanding {
  const limit = parseAmount(budget.amount);
  const isReached = (percent: number) => amount.spent * 100_000n >= limit * BigInt(Math.round(percent * 1_000));
  const reached = budget.thresholds.findLast(isReached) ?? null;
  const isBlocked =
    budget.isEnabled && budget.action === "block" && amount.spent >= limit + parseAmount(budget.graceAmount);
  return {
    subject,
    spent: amountToDecimal(amount.spent),
    calls: amount.calls,
    unconvertedUsd: amountToDecimal(amount.unconvertedUsd),
    percent: limit === 0n ? 0 : Number((amount.spent * 1_000n) / limit) / 10,
    reached,
    state: isBlocked ? "blocked" : amount.spent >= limit ? "over" : reached === null ? "open" : "warned",
  };
}
