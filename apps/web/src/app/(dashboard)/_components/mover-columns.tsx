import { Change } from "#components/figures/change.tsx";
import { Spend } from "#components/figures/spend.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import type { Column } from "#components/table/column.ts";
import { groupLabel } from "#lib/charts/spend-chart-model.ts";
import { relativeChangeUsd } from "#lib/relative-change.ts";
import { callsHref } from "#lib/scope/calls-href.ts";
import type { Mover } from "#server/views/find-movers.ts";
import { SignedMoney } from "./signed-money.tsx";

/** Before, now, and the two parts of the change, which add up to it exactly. */
export function moverColumns(by: readonly string[], filters: readonly string[]): Column<Mover>[] {
  const right = { align: "right" } as const;
  return [
    {
      id: "name",
      header: "Name",
      isTitle: true,
      cell: ({ keys }) => (
        <ScopedLink
          href={callsHref({ by, keys, filters })}
          className="block max-w-72 truncate font-medium hover:underline"
        >
          {groupLabel(by, keys)}
        </ScopedLink>
      ),
    },
    { id: "before", header: "Before", ...right, cell: ({ before }) => <Spend usage={before} /> },
    { id: "now", header: "Now", ...right, cell: ({ after }) => <Spend usage={after} /> },
    { id: "change", header: "Change", ...right, cell: ({ split }) => <SignedMoney usd={split.total} /> },
    {
      id: "ratio",
      header: "",
      ...right,
      cell: ({ before, after }) => (
        <Change ratio={relativeChangeUsd(before.costUsd ?? "0", after.costUsd ?? "0")} good="down" />
      ),
    },
    {
      id: "volume",
      header: "From volume",
      ...right,
      hint: "More or fewer calls, at the cost per call of the previous period",
      cell: ({ split }) => <SignedMoney usd={split.volume} />,
    },
    {
      id: "rate",
      header: "From rate",
      ...right,
      hint: "A different cost per call: model, prompt size, caching or price. The two parts add up to the change exactly.",
      cell: ({ split }) => <SignedMoney usd={split.rate} />,
    },
  ];
}
