import { Change } from "#components/figures/change.tsx";
import { Count } from "#components/figures/count.tsx";
import { Money } from "#components/figures/money.tsx";
import { Ratio } from "#components/figures/ratio.tsx";
import { Spend } from "#components/figures/spend.tsx";
import type { Column } from "#components/table/column.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { shareOf } from "#lib/money/share-of.ts";
import { relativeChangeUsd } from "#lib/relative-change.ts";
import { dimensionLabel } from "#lib/scope/dimensions.ts";
import { cacheReadShare, costPerCall, errorRate, promptTokens } from "#lib/usage/usage-facts.ts";
import type { Usage } from "#lib/usage/usage.ts";
import { GroupName } from "./group-name.tsx";

export interface CostTableRow {
  /** null: the rest, or the total. */
  readonly keys: readonly string[] | null;
  readonly label: string;
  readonly usage: Usage;
  readonly previous: Usage | null;
  readonly colour: string | null;
}

/** The columns of the cost table, for the page and for the download. */
export function costColumns(
  by: readonly string[],
  totalUsd: string | null,
  comparing: boolean,
): Column<CostTableRow>[] {
  const usd = (pick: (row: CostTableRow) => string | null) => (row: CostTableRow) => {
    const value = pick(row);
    return value === null ? null : parseAmount(value);
  };
  const share = ({ usage }: CostTableRow) =>
    usage.costUsd === null || totalUsd === null ? null : shareOf(usage.costUsd, totalUsd);
  const change = ({ usage, previous }: CostTableRow) =>
    previous?.costUsd == null || usage.costUsd === null
      ? undefined
      : relativeChangeUsd(previous.costUsd, usage.costUsd);
  const right = { align: "right" } as const;
  return [
    {
      id: "name",
      header: by.map(dimensionLabel).join(" / "),
      isTitle: true,
      cell: (row) => <GroupName row={row} by={by} />,
      sortValue: ({ label }) => label,
    },
    {
      id: "spend",
      header: "Spend",
      ...right,
      cell: ({ usage }) => <Spend usage={usage} />,
      sortValue: usd(({ usage }) => usage.costUsd),
      csvValue: ({ usage }) => usage.costUsd,
    },
    {
      id: "share",
      header: "Share",
      ...right,
      hint: "Part of the total spend",
      cell: (row) => <Ratio value={share(row)} />,
      sortValue: share,
    },
    ...(comparing
      ? [
          {
            id: "change",
            header: "Change",
            ...right,
            hint: "Spend against the previous period",
            cell: (row: CostTableRow) => {
              const ratio = change(row);
              return ratio === undefined ? <span className="text-ink-3">–</span> : <Change ratio={ratio} good="down" />;
            },
            sortValue: (row: CostTableRow) => change(row) ?? null,
          },
        ]
      : []),
    {
      id: "calls",
      header: "Calls",
      ...right,
      cell: ({ usage }) => <Count value={usage.calls} />,
      sortValue: ({ usage }) => usage.calls,
    },
    {
      id: "perCall",
      header: "Per call",
      ...right,
      hint: "Spend per call with a price",
      cell: ({ usage }) => <Money usd={costPerCall(usage)} unknown="–" />,
      sortValue: usd(({ usage }) => costPerCall(usage)),
      csvValue: ({ usage }) => costPerCall(usage),
    },
    {
      id: "in",
      header: "Tokens in",
      ...right,
      hint: "Prompt tokens, cached ones included",
      cell: ({ usage }) => <Count value={promptTokens(usage)} />,
      sortValue: ({ usage }) => promptTokens(usage),
    },
    {
      id: "out",
      header: "Tokens out",
      ...right,
      cell: ({ usage }) => <Count value={usage.outputTokens} />,
      sortValue: ({ usage }) => usage.outputTokens,
    },
    {
      id: "cache",
      header: "Cached",
      ...right,
      hint: "Part of the prompt tokens read from the provider's cache",
      cell: ({ usage }) => <Ratio value={cacheReadShare(usage)} />,
      sortValue: ({ usage }) => cacheReadShare(usage),
    },
    {
      id: "errors",
      header: "Errors",
      ...right,
      hint: "Part of the calls that failed",
      cell: ({ usage }) => <Ratio value={errorRate(usage)} />,
      sortValue: ({ usage }) => errorRate(usage),
    },
    {
      id: "unpriced",
      header: "No price",
      ...right,
      hint: "Calls without a price or without usage; not in the spend",
      cell: ({ usage }) => <Unknown usage={usage} />,
      sortValue: ({ usage }) => usage.unpricedCalls + usage.noUsageCalls,
    },
  ];
}

function Unknown({ usage }: { readonly usage: Usage }) {
  const count = usage.unpricedCalls + usage.noUsageCalls;
  return count === 0 ? (
    <span className="text-ink-3">0</span>
  ) : (
    <span className="text-warn">
      <Count value={count} />
    </span>
  );
}
