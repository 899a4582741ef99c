import type { BudgetPeriod } from "@spanledger/alerts";

/** "a month", "any 30 days" */
export function periodWords(period: BudgetPeriod): string {
  return period.kind === "rolling" ? `any ${period.days} ${period.days === 1 ? "day" : "days"}` : `a ${period.kind}`;
}
