"use client";
import { BurnDownChart } from "./burn-down-chart.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { formatPercent } from "#lib/format-percent.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { shareOf } from "#lib/money/share-of.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { periodWords } from "#lib/budgets/period-words.ts";
import type { BudgetDetail } from "#server/views/budgets/budget-detail.ts";
import { Amount } from "#components/budgets/amount.tsx";
import { StateBadge } from "#components/budgets/state-badge.tsx";

/** What is spent of how much, where it will end and what happens then. */
export function BudgetFacts({ detail }: { readonly detail: BudgetDetail }) {
  const { budget, standing, forecast, fromMs, toMs } = detail;
  const nowMs = useScopeInfo()?.nowMs ?? fromMs;
  const money = (amount: string) => <Amount amount={amount} currency={budget.currency} />;
  const day = (ms: number) => formatTime(ms, "dayYear", budget.timeZone);
  return (
    <section className="space-y-3">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="num text-xl font-semibold tracking-tight" data-testid="budget-spent">
          {money(standing.spent)}
        </span>
        <span className="text-ink-2">
          of {money(budget.amount)} {periodWords(budget.period)}, {standing.percent} %
          {standing.subject !== "" && `, ${standing.subject}`}
        </span>
        <StateBadge budget={budget} standing={standing} />
      </p>
      <BurnDownChart detail={detail} nowMs={nowMs} />
      <p className="text-xs text-ink-2">
        {day(fromMs)} to {day(toMs - 1)} ({budget.timeZone}).{" "}
        {forecast && (
          <>
            Forecast to end at {money(forecast.expected)}, between {money(forecast.low)} and {money(forecast.high)} (
            {formatPercent(shareOf(forecast.expected, budget.amount) ?? 0)} of the limit).{" "}
          </>
        )}
        {detail.method}
      </p>
      <p className="text-xs text-ink-2">
        Tells at {budget.thresholds.join(", ")} %{budget.forecast && " and when the forecast ends above the limit"}.{" "}
        {budget.action === "notify" ? (
          "At 100 % somebody is told, and calls go on."
        ) : parseAmount(budget.graceAmount) === 0n ? (
          "At 100 % calls are refused."
        ) : (
          <>Calls are refused once the limit and a grace amount of {money(budget.graceAmount)} are spent.</>
        )}
      </p>
      {standing.unconvertedUsd !== "0" && (
        <p className="text-xs text-warn">
          A further <Amount amount={standing.unconvertedUsd} currency="USD" /> was spent on days without a{" "}
          {budget.currency} rate. Import rates under Settings, Currency to count it.
        </p>
      )}
      <details>
        <summary className="cursor-pointer text-xs text-ink-2 hover:text-ink">The figures of the chart</summary>
        <div className="mt-2">
          <DataTable
            label="Spend by day"
            tools="budget-days"
            rows={detail.points}
            rowKey={({ startMs }) => String(startMs)}
            columns={[
              {
                id: "day",
                header: budget.period.kind === "day" ? "Hour" : "Day",
                isTitle: true,
                csvValue: ({ startMs }) => new Date(startMs).toISOString(),
                cell: ({ startMs }) =>
                  formatTime(startMs, budget.period.kind === "day" ? "time" : "day", budget.timeZone),
              },
              {
                id: "spent",
                header: "Spent",
                align: "right",
                csvValue: ({ spent }) => spent,
                cell: ({ spent }) => money(spent),
              },
              {
                id: "total",
                header: "Since the start",
                align: "right",
                csvValue: ({ total }) => total,
                cell: ({ total }) => money(total),
              },
            ]}
          />
        </div>
      </details>
    </section>
  );
}
