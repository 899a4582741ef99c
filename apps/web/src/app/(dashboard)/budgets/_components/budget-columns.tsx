import { Badge } from "#components/ui/badge.tsx";
import type { Column } from "#components/table/column.ts";
import { periodWords } from "#lib/budgets/period-words.ts";
import { scopeWords } from "#lib/budgets/scope-words.ts";
import { formatInteger } from "#lib/format-count.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { dimensionLabel } from "#lib/scope/dimensions.ts";
import type { BudgetRow } from "#server/views/budgets/list-budgets.ts";
import { Amount } from "#components/budgets/amount.tsx";
import { StateBadge } from "#components/budgets/state-badge.tsx";
import { UseBar } from "#components/budgets/use-bar.tsx";

export function budgetColumns(onOpen: (row: BudgetRow) => void): Column<BudgetRow>[] {
  return [
    {
      id: "name",
      header: "Budget",
      isTitle: true,
      sortValue: ({ name }) => name,
      cell: (row) => (
        <div className="max-w-80 min-w-0">
          <button
            type="button"
            className="block max-w-full truncate text-left font-medium hover:underline"
            title={row.name}
            onClick={() => onOpen(row)}
          >
            {row.name}
          </button>
          {row.budget && (
            <span className="block truncate text-xs font-normal text-ink-3" title={scopeWords(row.budget.scope)}>
              {scopeWords(row.budget.scope)}
            </span>
          )}
        </div>
      ),
    },
    {
      id: "limit",
      header: "Limit",
      align: "right",
      isWide: true,
      sortValue: ({ budget }) => (budget ? parseAmount(budget.amount) : null),
      csvValue: ({ budget }) => budget?.amount ?? null,
      cell: ({ budget }) =>
        budget && (
          <>
            <Amount amount={budget.amount} currency={budget.currency} />{" "}
            <span className="text-ink-3">{periodWords(budget.period)}</span>
          </>
        ),
    },
    {
      id: "spent",
      header: "Spent",
      align: "right",
      isWide: true,
      hint: "In the running period; of a fan-out, of the value that used most",
      sortValue: ({ standing }) => (standing ? parseAmount(standing.spent) : null),
      csvValue: ({ standing }) => standing?.spent ?? null,
      cell: ({ budget, standing }) =>
        budget && standing && <Amount amount={standing.spent} currency={budget.currency} />,
    },
    {
      id: "used",
      header: "Used",
      align: "right",
      className: "w-56",
      isWide: true,
      hint: "Part of the limit that is spent; marks are the thresholds",
      sortValue: ({ standing }) => standing?.percent ?? null,
      cell: ({ budget, standing }) =>
        budget &&
        standing && (
          <span className="flex items-center gap-3">
            <UseBar percent={standing.percent} thresholds={budget.thresholds} state={standing.state} />
            <span className="w-14 shrink-0 text-right">{standing.percent} %</span>
          </span>
        ),
    },
    { id: "values", header: "Values", isWide: true, cell: (row) => <FanOut row={row} /> },
    {
      id: "action",
      header: "At 100 %",
      cell: ({ budget }) => budget && <span className="text-ink-2">{budget.action}</span>,
    },
    {
      id: "state",
      header: "State",
      cell: ({ budget, standing }) =>
        budget && standing ? (
          <StateBadge budget={budget} standing={standing} />
        ) : (
          <Badge tone="bad" title="It was written by another version: change or delete it.">
            cannot be read
          </Badge>
        ),
    },
  ];
}

/** Of a fan-out: who used most, and how many are near or over. */
function FanOut({ row: { budget, standing, fanOut } }: { readonly row: BudgetRow }) {
  if (budget?.scope.kind !== "each" || fanOut === null) return <span className="text-ink-3">–</span>;
  const noun = dimensionLabel(budget.scope.dimension).toLowerCase();
  if (fanOut.subjects === 0) return <span className="text-ink-3">no {noun} yet</span>;
  return (
    <div className="max-w-56 min-w-0 text-ink-2">
      <span className="block truncate" title={standing?.subject}>
        most: {standing?.subject}
      </span>
      <span className="block truncate text-xs text-ink-3">
        {formatInteger(fanOut.over)} over, {formatInteger(fanOut.warned)} warned of {formatInteger(fanOut.subjects)}
      </span>
    </div>
  );
}
