"use client";
import { Wallet } from "lucide-react";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { budgetHref } from "#lib/budgets/budget-href.ts";
import { scopeFilters } from "#lib/scope/scope-filters.ts";
import { useMayChange } from "#lib/scope/use-may-change.ts";
import { useScope } from "#lib/scope/use-scope.ts";

export interface BudgetLinkProps {
  readonly by: readonly string[];
  readonly keys: readonly string[];
  readonly label: string;
}

/** Opens the form of a budget for a row of figures; seen when the row of the table is pointed at. */
export function BudgetLink({ by, keys, label }: BudgetLinkProps) {
  const { params } = useScope();
  if (!useMayChange()) return null;
  return (
    <ScopedLink
      href={budgetHref({ by, keys, filters: scopeFilters(params.env, params.f) })}
      aria-label={`Budget for ${label}`}
      title="Budget for this"
      className="shrink-0 rounded p-0.5 text-ink-3 opacity-0 group-hover/row:opacity-100 hover:text-ink focus:opacity-100 max-md:opacity-100"
    >
      <Wallet size={13} aria-hidden />
    </ScopedLink>
  );
}
