"use client";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { DownloadMenu, type Downloadable } from "#components/export/download-menu.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { formatFilterToken } from "#lib/scope/filter-token.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import type { CostTable as CostTableData } from "#server/views/cost-table.ts";
import { costsParams } from "../search-params.ts";
import { costColumns } from "./cost-columns.tsx";
import { useCostRows } from "./use-cost-rows.ts";

const DOWNLOADS: readonly Downloadable[] = [
  { name: "costs", label: "This table", hint: "Every group, one row each" },
  { name: "spend-over-time", label: "The chart", hint: "Every group per bucket of time" },
  { name: "focus", label: "FOCUS 1.2", hint: "A line per day, model and attribution, for FinOps tools" },
  { name: "calls", label: "Calls", hint: "Single calls, at most a million" },
];

/** Click a row to keep only its calls. The last lines are what is not listed and the total, which is their exact sum. */
export function CostTable({ data, by }: { readonly data: CostTableData; readonly by: readonly string[] }) {
  const [{ sort }, setParams] = useQueryStates(costsParams, { history: "replace" });
  const { params, setParams: setScope, comparing } = useScope();
  const columns = useMemo(() => costColumns(by, data.total.costUsd, comparing), [by, data.total.costUsd, comparing]);
  const { rows, footer } = useCostRows(data, by);
  function narrow(keys: readonly string[] | null) {
    if (keys === null) return;
    const own = keys.map((value, index) => formatFilterToken({ dimension: by[index] ?? "", value, exclude: false }));
    void setScope({ f: [...new Set([...params.f, ...own])] });
  }
  return (
    <DataTable
      label="Costs"
      tools="costs"
      download={<DownloadMenu items={DOWNLOADS} />}
      columns={columns}
      rows={rows}
      rowKey={({ label, keys }) => `${label}${keys?.join("\u0000") ?? ""}`}
      sort={sort}
      onSort={(next) => void setParams({ sort: next })}
      onOpen={({ keys }) => narrow(keys)}
      footer={footer.map((row, index) => ({ key: row.label, row, strong: index === footer.length - 1 }))}
    />
  );
}
