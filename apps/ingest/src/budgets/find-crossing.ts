import { createHash } from "node:crypto";
import type { Account, Counter } from "./budget-book.ts";

export interface Crossing {
  /** The same for the same crossing, whoever finds it and whenever. */
  readonly id: string;
  /** Percent of the amount; null for the forecast. */
  readonly threshold: number | null;
  readonly account: Account;
  readonly subject: string;
  readonly counter: Counter;
}

/** The highest threshold that was reached and, with every higher one, not told yet in this period; null for none. */
export function findCrossing(
  account: Account,
  { subject, counter }: { readonly subject: string; readonly counter: Counter },
  isTold: (id: string) => boolean,
): Crossing | null {
  const { limit, budget } = account.watched;
  const isReached = (percent: number) => counter.spent * 100_000n >= limit * BigInt(Math.round(percent * 1_000));
  const [lowest] = budget.thresholds;
  if (lowest === undefined || !isReached(lowest)) return null;
  const threshold = budget.thresholds.findLast(isReached) ?? lowest;
  const above = budget.thresholds.filter((percent) => percent >= threshold);
  if (above.some((percent) => isTold(crossingId(account, subject, percent)))) return null;
  return { id: crossingId(account, subject, threshold), threshold, account, subject, counter };
}

/** A changed amount is a budget of its own: its thresholds can be crossed again. */
export function crossingId({ watched, period }: Account, subject: string, threshold: number | "forecast"): string {
  const what = [
    watched.projectId,
    watched.id,
    watched.budget.amount,
    watched.budget.currency,
    subject,
    period.key,
    threshold,
  ];
  return `budget-${createHash("sha256").update(JSON.stringify(what)).digest("hex").slice(0, 32)}`;
}
