import type { Budget } from "@spanledger/alerts";
import { type ScopeDraft, scopeDraftOf, scopeInput, scopeOfTokens } from "./scope-draft.ts";

/** The form of a budget, as it is typed. */
export interface BudgetDraft {
  readonly name: string;
  readonly scope: ScopeDraft;
  readonly period: "day" | "week" | "month" | "rolling";
  readonly days: string;
  readonly amount: string;
  readonly grace: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly thresholds: string;
  readonly forecast: boolean;
  readonly action: "notify" | "block";
  readonly channels: readonly string[];
  readonly isEnabled: boolean;
}

export interface NewBudget {
  /** Filters in URL form. */
  readonly tokens: readonly string[];
  readonly currency: string;
  readonly timeZone: string;
}

/** A budget to change, or an empty form with what is known already. */
export function budgetDraftOf(budget: Budget | null, { tokens, currency, timeZone }: NewBudget): BudgetDraft {
  const scope = budget ? scopeDraftOf(budget.scope) : scopeOfTokens(tokens);
  const values = scope.filters.flatMap((filter) => filter.values).filter(Boolean);
  return {
    name: budget?.name ?? values.join(" / ").slice(0, 120),
    scope,
    period: budget?.period.kind ?? "month",
    days: budget?.period.kind === "rolling" ? String(budget.period.days) : "30",
    amount: budget?.amount ?? "",
    grace: budget?.graceAmount ?? "0",
    currency: budget?.currency ?? currency,
    timeZone: budget?.timeZone ?? timeZone,
    thresholds: (budget?.thresholds ?? [50, 80, 100]).join(", "),
    forecast: budget?.forecast ?? true,
    action: budget?.action ?? "notify",
    channels: budget?.channels ?? [],
    isEnabled: budget?.isEnabled ?? true,
  };
}

/** As the one check of budgets takes it; what cannot be read goes there as it is, so that its sentence is the answer. */
export function budgetInput(draft: BudgetDraft): Record<string, unknown> {
  const { scope, period, days, grace, thresholds, ...rest } = draft;
  return {
    ...rest,
    scope: scopeInput(scope),
    period: period === "rolling" ? { kind: period, days: days.trim() === "" ? null : Number(days) } : { kind: period },
    graceAmount: draft.action === "block" ? grace : "0",
    thresholds: thresholds
      .split(/[\s,;%]+/)
      .filter((text) => text !== "")
      .map(Number),
  };
}
