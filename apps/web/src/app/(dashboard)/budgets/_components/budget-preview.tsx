"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useScope } from "#lib/scope/use-scope.ts";
import { dimensionLabel } from "#lib/scope/dimensions.ts";
import { useDebounced } from "#lib/use-debounced.ts";
import { useTRPC } from "#trpc/client.tsx";
import { Amount } from "#components/budgets/amount.tsx";
import { type BudgetDraft, budgetInput } from "./budget-draft.ts";

const SHOWN = 5;

/** What the budget would have told in the last 30 days. */
export function BudgetPreview({ draft }: { readonly draft: BudgetDraft }) {
  const { project } = useScope();
  const input = useDebounced(JSON.stringify(budgetInput(draft)), 350);
  const preview = useQuery({
    ...useTRPC().budgets.preview.queryOptions({ project, input: JSON.parse(input) as Record<string, unknown> }),
    placeholderData: keepPreviousData,
  });
  const { data } = preview;
  const money = (amount: string) => <Amount amount={amount} currency={draft.currency} />;
  return (
    <section
      aria-label="The last 30 days"
      aria-live="polite"
      className="min-h-20 rounded-md border bg-sunken px-3 py-2 text-xs text-ink-2"
    >
      {preview.error ? (
        <p>{preview.error.message}</p>
      ) : !data ? (
        <p>Looking at the last 30 days …</p>
      ) : data.spend === null ? (
        <p>Complete the form to see what it would have told in the last 30 days.</p>
      ) : (
        <>
          <p>
            Last 30 days: {money(data.spend.total)} spent, at most {money(data.spend.peak)} in one{" "}
            {draft.period === "rolling" ? "window" : draft.period}
            {data.spend.subjects === null
              ? "."
              : ` of one ${dimensionLabel(draft.scope.dimension).toLowerCase()} (the ${data.spend.subjects} largest).`}
          </p>
          {data.problems.length > 0 ? (
            <p>Enter an amount to see when it would have told.</p>
          ) : (
            <>
              <p className="font-medium text-ink" data-testid="would-have-fired">
                {data.fired.length === 0
                  ? "Would not have fired."
                  : `Would have fired ${data.fired.length === 1 ? "once" : `${data.fired.length} times`}.`}
              </p>
              <ul className="num">
                {data.fired.slice(0, SHOWN).map(({ day, threshold, subject }) => (
                  <li key={`${day} ${subject}`} className="truncate">
                    {day}: {threshold} %{subject === "" ? "" : `, ${subject}`}
                  </li>
                ))}
                {data.fired.length > SHOWN && <li>and {data.fired.length - SHOWN} more</li>}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  );
}
