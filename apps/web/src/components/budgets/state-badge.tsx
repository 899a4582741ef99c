import type { Budget } from "@spanledger/alerts";
import { Badge } from "#components/ui/badge.tsx";
import type { BudgetStanding } from "#server/views/budgets/budget-standing.ts";

/** How a budget stands in words: open, at 80 %, over, blocked, off. */
export function StateBadge({ budget, standing }: { readonly budget: Budget; readonly standing: BudgetStanding }) {
  if (!budget.isEnabled) return <Badge>off</Badge>;
  switch (standing.state) {
    case "blocked":
      return <Badge tone="bad">blocked</Badge>;
    case "over":
      return <Badge tone="bad">over the limit</Badge>;
    case "warned":
      return <Badge tone="warn">at {standing.reached} %</Badge>;
    case "open":
      return <Badge tone="good">open</Badge>;
  }
}
