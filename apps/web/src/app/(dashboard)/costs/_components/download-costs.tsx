"use client";
import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { downloadText } from "#lib/download-text.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { dimensionLabel } from "#lib/scope/dimensions.ts";
import { useCurrency } from "#lib/money/use-currency.ts";
import { toCsv } from "#lib/to-csv.ts";
import { costPerCall } from "#lib/usage/usage-facts.ts";
import type { Usage } from "#lib/usage/usage.ts";
import type { CostTable } from "#server/views/cost-table.ts";

const figureNames = (code: string) => [
  `cost_${code}`,
  "calls",
  `cost_per_call_${code}`,
  "input_uncached_tokens",
  "cache_read_tokens",
  "cache_write_tokens",
  "output_tokens",
  "errors",
  "unpriced_calls",
  "no_usage_calls",
  `previous_cost_${code}`,
];

/** The table with exact figures in the currency of the page, the rest and the total included. */
export function DownloadCosts({ data, by }: { readonly data: CostTable; readonly by: readonly string[] }) {
  const { project, params } = useScope();
  const { code } = useCurrency();
  function download() {
    const empty = by.slice(1).map(() => "");
    const rows = [
      ...data.rows.map(({ keys, usage, previous }) => [...keys, ...figures(usage, previous)]),
      ...(data.other ? [[`(${data.other.groups} more)`, ...empty, ...figures(data.other.usage, null)]] : []),
      ["(total)", ...empty, ...figures(data.total, data.previousTotal)],
    ];
    downloadText(
      `spanledger-${project}-${by.join("-")}-${params.range}.csv`,
      toCsv([...by.map(dimensionLabel), ...figureNames(code.toLowerCase())], rows),
      "text/csv",
    );
  }
  return (
    <Button variant="quiet" onClick={download}>
      <Download size={14} aria-hidden />
      CSV
    </Button>
  );
}

function figures(usage: Usage, previous: Usage | null): (string | number | null)[] {
  return [
    usage.costUsd,
    usage.calls,
    costPerCall(usage),
    usage.inputUncachedTokens,
    usage.cacheReadTokens,
    usage.cacheWriteTokens,
    usage.outputTokens,
    usage.errors,
    usage.unpricedCalls,
    usage.noUsageCalls,
    previous?.costUsd ?? null,
  ];
}
