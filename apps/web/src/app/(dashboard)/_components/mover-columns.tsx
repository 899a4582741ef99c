import { BudgetLink } from "#components/budgets/budget-link.tsx";
import { Change } from "#components/figures/change.tsx";
import { Money } from "#components/figures/money.tsx";
import { Spend } from "#components/figures/spend.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import type { Column } from "#components/table/column.ts";
import { formatCount } from "#lib/format-count.ts";
import { groupLabel } from "#lib/charts/spend-chart-model.ts";
import { relativeChangeUsd } from "#lib/relative-change.ts";
import { callsHref } from "#lib/scope/calls-href.ts";
import { costPerCall } from "#lib/usage/usage-facts.ts";
import type { Mover } from "#server/views/find-movers.ts";
import { SignedMoney } from "./signed-money.tsx";

export interface MoverTable {
  readonly by: readonly string[];
  readonly mixBy: "model" | "feature";
  /** Filters already set, in URL form. */
  readonly filters: readonly string[];
  readonly hasUnsplit: boolean;
}

/** Before, now, and the parts of the change, which add up to it exactly. */
export function moverColumns({ by, mixBy, filters, hasUnsplit }: MoverTable): Column<Mover>[] {
  const right = { align: "right" } as const;
  return [
    {
      id: "name",
      header: "Name",
      isTitle: true,
      csvValue: ({ keys }) => groupLabel(by, keys),
      cell: ({ keys }) => (
        <span className="flex max-w-80 min-w-0 items-center gap-2">
          <ScopedLink
            href={callsHref({ by, keys, filters })}
            className="block max-w-72 min-w-0 truncate font-medium hover:underline"
          >
            {groupLabel(by, keys)}
          </ScopedLink>
          <BudgetLink by={by} keys={keys} label={groupLabel(by, keys)} />
        </span>
      ),
    },
    {
      id: "before",
      header: "Before",
      ...right,
      cell: ({ before }) => <Spend usage={before} />,
      csvValue: ({ before }) => before.costUsd,
    },
    {
      id: "now",
      header: "Now",
      ...right,
      isWide: true,
      cell: ({ after }) => <Now period={after} />,
      csvValue: ({ after }) => after.costUsd,
    },
    {
      id: "change",
      header: "Change",
      ...right,
      cell: ({ split }) => <SignedMoney usd={split.total} />,
      csvValue: ({ split }) => split.total,
    },
    {
      id: "ratio",
      header: "Change %",
      ...right,
      hint: "Spend now against spend before",
      cell: ({ before, after }) => (
        <Change ratio={relativeChangeUsd(before.costUsd ?? "0", after.costUsd ?? "0")} good="down" />
      ),
    },
    {
      id: "perCall",
      header: "Per call",
      ...right,
      isWide: true,
      hint: "Spend per call with a price, before and now",
      cell: ({ before, after }) => (
        <>
          <Money usd={costPerCall(before)} unknown="–" />
          <span className="text-ink-3"> → </span>
          <Money usd={costPerCall(after)} unknown="–" />
        </>
      ),
      csvValue: ({ after }) => costPerCall(after),
    },
    {
      id: "volume",
      header: "Volume",
      ...right,
      hint: "More or fewer calls with a price, everything else as before",
      cell: ({ split }) => <SignedMoney usd={split.volume} />,
      csvValue: ({ split }) => split.volume,
    },
    {
      id: "mix",
      header: mixBy === "model" ? "Model mix" : "Feature mix",
      ...right,
      hint:
        mixBy === "model"
          ? "Other models than before, at what a call of each cost before"
          : "Other features than before, at what a call of each cost before",
      cell: ({ split }) => <SignedMoney usd={split.mix} />,
      csvValue: ({ split }) => split.mix,
    },
    {
      id: "tokens",
      header: "Tokens per call",
      ...right,
      hint: "More or fewer tokens per call at their old price; a token read from the cache is another kind than one that is not",
      cell: ({ split }) => <SignedMoney usd={split.tokens} />,
      csvValue: ({ split }) => split.tokens,
    },
    {
      id: "price",
      header: mixBy === "model" ? "Price" : "Price and model",
      ...right,
      hint: `Another price per token${mixBy === "model" ? "" : ", or other models inside a feature"}. Volume, mix, tokens and price add up to the change exactly.`,
      cell: ({ split }) => <SignedMoney usd={split.price} />,
      csvValue: ({ split }) => split.price,
    },
    ...(hasUnsplit ? [UNSPLIT] : []),
  ];
}

const UNSPLIT: Column<Mover> = {
  id: "unsplit",
  header: "Not split",
  align: "right",
  hint: "Some calls of a model have a price and others have none, so tokens and price cannot be told apart",
  cell: ({ split }) => <SignedMoney usd={split.unsplit} />,
  csvValue: ({ split }) => split.unsplit,
};

/** Calls without a price make spend look smaller than it is, so they stand beside it. */
function Now({ period }: { readonly period: Mover["after"] }) {
  const unknown = period.unpricedCalls + period.noUsageCalls;
  return (
    <span className="inline-flex flex-wrap items-baseline justify-end gap-x-1.5">
      <Spend usage={period} />
      {unknown > 0 && period.costUsd !== null && (
        <span className="text-xs text-warn" title="Their cost is unknown and not in the figure">
          + {formatCount(unknown)} of unknown cost
        </span>
      )}
    </span>
  );
}
