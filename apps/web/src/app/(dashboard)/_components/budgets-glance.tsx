"use client";
import { useQuery } from "@tanstack/react-query";
import { Amount } from "#components/budgets/amount.tsx";
import { StateBadge } from "#components/budgets/state-badge.tsx";
import { UseBar } from "#components/budgets/use-bar.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

const SHOWN = 2;

/** Spend against the budgets that used most; nothing while there is none. */
export function BudgetsGlance() {
  const { project, refetchInterval } = useScope();
  const list = useQuery({ ...useTRPC().budgets.list.queryOptions({ project }), refetchInterval });
  if (list.error)
    return (
      <Card label="Spend against budgets">
        <ErrorState what="the budgets" error={list.error} onRetry={() => void list.refetch()} />
      </Card>
    );
  const rows = (list.data ?? []).filter(({ budget }) => budget?.isEnabled === true);
  if (rows.length === 0) return null;
  return (
    <Card
      title="Spend against budgets"
      actions={
        <ScopedLink href="/budgets" className="text-xs text-ink-2 hover:text-ink hover:underline">
          {rows.length > SHOWN ? `All ${rows.length}` : "Budgets"}
        </ScopedLink>
      }
    >
      <ul className="space-y-2.5">
        {rows.slice(0, SHOWN).map(
          ({ id, name, budget, standing }) =>
            budget &&
            standing && (
              <li key={id}>
                <p className="mb-1 flex items-baseline justify-between gap-2">
                  <ScopedLink href={`/budgets?open=${id}`} title={name} className="min-w-0 truncate hover:underline">
                    {standing.subject === "" ? name : `${name}: ${standing.subject}`}
                  </ScopedLink>
                  <span className="num shrink-0 text-xs text-ink-2">
                    <Amount amount={standing.spent} currency={budget.currency} /> of{" "}
                    <Amount amount={budget.amount} currency={budget.currency} />{" "}
                    <StateBadge budget={budget} standing={standing} />
                  </span>
                </p>
                <UseBar percent={standing.percent} thresholds={budget.thresholds} state={standing.state} />
              </li>
            ),
        )}
      </ul>
    </Card>
  );
}
