"use client";
import { DataTable } from "#components/table/data-table.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { dimensionLabel } from "#lib/scope/dimensions.ts";
import type { BudgetDetail } from "#server/views/budgets/budget-detail.ts";
import { Amount } from "#components/budgets/amount.tsx";
import { StateBadge } from "#components/budgets/state-badge.tsx";
import { UseBar } from "#components/budgets/use-bar.tsx";

/** The values of a fan-out, those that used most of their amount first. */
export function SubjectTable({
  detail,
  onPick,
}: {
  readonly detail: BudgetDetail;
  readonly onPick: (subject: string) => void;
}) {
  const { budget, subjects, subjectCount } = detail;
  if (budget.scope.kind !== "each") return null;
  const label = dimensionLabel(budget.scope.dimension);
  return (
    <section>
      <h3 className="mb-2 font-medium">
        Each {label.toLowerCase()}
        {subjectCount > subjects.length && (
          <span className="font-normal text-ink-3">
            {" "}
            the first {formatInteger(subjects.length)} of {formatInteger(subjectCount)}
          </span>
        )}
      </h3>
      <div
        className="max-h-72 overflow-y-auto rounded-md border"
        tabIndex={0}
        role="region"
        aria-label={`Each ${label}`}
      >
        <DataTable
          label={`Each ${label.toLowerCase()}`}
          rows={subjects}
          rowKey={({ subject }) => subject}
          empty={<p className="p-4 text-ink-2">No calls with a {label.toLowerCase()} in this period.</p>}
          columns={[
            {
              id: "subject",
              header: label,
              isTitle: true,
              cell: ({ subject }) => (
                <button
                  type="button"
                  title={subject}
                  onClick={() => onPick(subject)}
                  className="block max-w-56 truncate text-left font-medium hover:underline"
                >
                  {subject}
                </button>
              ),
            },
            {
              id: "spent",
              header: "Spent",
              align: "right",
              cell: ({ spent }) => <Amount amount={spent} currency={budget.currency} />,
            },
            {
              id: "used",
              header: "Used",
              align: "right",
              isWide: true,
              className: "w-48",
              cell: (standing) => (
                <span className="flex items-center gap-3">
                  <UseBar percent={standing.percent} thresholds={budget.thresholds} state={standing.state} />
                  <span className="w-14 shrink-0 text-right">{standing.percent} %</span>
                </span>
              ),
            },
            {
              id: "state",
              header: "State",
              cell: (standing) => <StateBadge budget={budget} standing={standing} />,
            },
          ]}
        />
      </div>
    </section>
  );
}
