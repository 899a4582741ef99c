"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { seriesColour } from "#components/charts/series-colour.ts";
import { assignColours } from "#lib/charts/assign-colours.ts";
import { colourKey, groupLabel } from "#lib/charts/spend-chart-model.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import type { CostTable } from "#server/views/cost-table.ts";
import { useTRPC } from "#trpc/client.tsx";
import type { CostTableRow } from "./cost-columns.tsx";

const COLOURED = 7;

/** The rows with the labels and the colours that the chart gives them; beyond the chart's seven they are grey. */
export function useCostRows(
  data: CostTable,
  by: readonly string[],
): { readonly rows: CostTableRow[]; readonly footer: CostTableRow[] } {
  const { project } = useScope();
  const trpc = useTRPC();
  const known = useQuery({
    ...trpc.scope.values.queryOptions({ project, dimension: by[0] ?? "feature", prefix: "" }),
    enabled: by.length === 1,
  });
  return useMemo(() => {
    const shown = data.rows
      .slice(0, COLOURED)
      .flatMap(({ keys }) => (keys.every((key) => key === "") ? [] : [colourKey(keys)]));
    const slots = assignColours(known.data?.map(({ value }) => value) ?? [], shown);
    const rows = data.rows.map(({ keys, usage, previous }, index) => ({
      keys,
      usage,
      previous,
      label: groupLabel(by, keys),
      colour: seriesColour(index < COLOURED ? slots.get(colourKey(keys)) : undefined),
    }));
    const total = { keys: null, label: "Total", usage: data.total, previous: data.previousTotal, colour: null };
    if (data.other === null) return { rows, footer: [total] };
    return {
      rows,
      footer: [
        { keys: null, label: `${data.other.groups} more`, usage: data.other.usage, previous: null, colour: null },
        total,
      ],
    };
  }, [data, by, known.data]);
}
