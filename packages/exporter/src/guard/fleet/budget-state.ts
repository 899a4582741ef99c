/** A budget as the platform sees it. Amounts are US dollars as exact decimals. */
export interface BudgetState {
  readonly budgetId: string;
  readonly name: string;
  /** Dimension -> value, e.g. `{ tenant: "acme" }`; empty: the whole project. */
  readonly scope: Readonly<Record<string, string>>;
  readonly state: "open" | "blocked";
  readonly limitUsd: string;
  readonly spentUsd: string;
  readonly graceUsd: string;
  /** RFC 3339; undefined when it does not start again. */
  readonly resetsAt: string | undefined;
  /** `reserve`: near its limit, a call must be announced before it is made. */
  readonly enforce: "reserve" | "none";
}
