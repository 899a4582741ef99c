"use client";
import { useQuery } from "@tanstack/react-query";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { periodWords } from "#lib/budgets/period-words.ts";
import { scopeWords } from "#lib/budgets/scope-words.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import type { BudgetRow } from "#server/views/budgets/list-budgets.ts";
import { useTRPC } from "#trpc/client.tsx";
import { Amount } from "#components/budgets/amount.tsx";
import { BurnDownChart } from "./burn-down-chart.tsx";
import { StateBadge } from "#components/budgets/state-badge.tsx";

const SHOWN = 3;

/** The budgets that need a look first, drawn. */
export function BudgetCards({
  rows,
  onOpen,
}: {
  readonly rows: readonly BudgetRow[];
  readonly onOpen: (id: string) => void;
}) {
  const shown = rows.filter(({ budget }) => budget?.isEnabled === true).slice(0, SHOWN);
  if (shown.length === 0) return null;
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,20rem),1fr))] gap-4">
      {shown.map((row) => (
        <BudgetCard key={row.id} row={row} onOpen={() => onOpen(row.id)} />
      ))}
    </div>
  );
}

function BudgetCard({ row, onOpen }: { readonly row: BudgetRow; readonly onOpen: () => void }) {
  const { project } = useScope();
  const nowMs = useScopeInfo()?.nowMs ?? row.fromMs;
  const detail = useQuery(useTRPC().budgets.detail.queryOptions({ project, id: row.id }));
  const { budget, standing } = row;
  if (budget === null || standing === null) return null;
  const subject = budget.scope.kind === "each" && standing.subject !== "" ? `${standing.subject}: ` : "";
  return (
    <Card
      label={`Burn-down of ${row.name}`}
      title={
        <h2 className="flex min-w-0 items-center justify-between gap-2">
          <button
            type="button"
            title={row.name}
            onClick={onOpen}
            className="min-w-0 truncate font-medium hover:underline"
          >
            {row.name}
          </button>
          <StateBadge budget={budget} standing={standing} />
        </h2>
      }
      description={<span className="block truncate">{scopeWords(budget.scope)}</span>}
    >
      <p className="mb-3 truncate text-xs text-ink-2">
        {subject}
        <span className="text-xl leading-7 font-semibold tracking-tight text-ink">
          <Amount amount={standing.spent} currency={budget.currency} />
        </span>{" "}
        of <Amount amount={budget.amount} currency={budget.currency} /> {periodWords(budget.period)}
      </p>
      {detail.error ? (
        <ErrorState what="the burn-down" error={detail.error} onRetry={() => void detail.refetch()} />
      ) : detail.data ? (
        <BurnDownChart detail={detail.data} nowMs={nowMs} height={120} />
      ) : (
        <Skeleton className="h-[140px]" />
      )}
    </Card>
  );
}
