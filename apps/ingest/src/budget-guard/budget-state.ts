/** What exporters are told of a blocking budget; see docs/guides/guard-protocol.md. Money is decimal text in USD. */
export interface BudgetState {
  readonly budget_id: string;
  readonly name: string;
  /** A call belongs to it when it has all of these; {} is every call of the project. */
  readonly scope: Readonly<Record<string, string>>;
  readonly state: "open" | "blocked";
  readonly limit_usd: string;
  readonly spent_usd: string;
  readonly grace_usd: string;
  /** ISO 8601. */
  readonly resets_at: string;
  /** `reserve`: near its limit, each call asks first. */
  readonly enforce: "reserve" | "none";
}
