"use client";
import type { PriceOverride } from "@spanledger/clickhouse";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useMemo } from "react";
import { DataTable } from "#components/table/data-table.tsx";
import type { Column } from "#components/table/column.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { AppRouter } from "#server/root.ts";
import { useTRPC } from "#trpc/client.tsx";
import { dollars } from "./dollars.ts";
import { validWords } from "./valid-words.ts";

type Change = inferRouterOutputs<AppRouter>["settings"]["prices"]["history"][number];

const RATES = [
  ["input_per_mtok", "input"],
  ["cache_read_per_mtok", "cache read"],
  ["cache_write_5m_per_mtok", "cache write"],
  ["cache_write_1h_per_mtok", "1 h write"],
  ["output_per_mtok", "output"],
  ["per_request", "per call"],
] as const;

/** Who set which price when. Nothing is lost: a deleted price stays here. */
export function PriceHistory() {
  const { project } = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const history = useQuery(useTRPC().settings.prices.history.queryOptions({ project }));
  const columns = useMemo(() => changeColumns(timeZone), [timeZone]);
  if (history.error)
    return <ErrorState what="the price history" error={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data || history.data.length === 0) return null;
  return (
    <Card flush title="History of your prices" description="Every change, newest first.">
      <DataTable
        label="History of your prices"
        columns={columns}
        rows={history.data}
        rowKey={({ value, version }) => `${value.id} ${version}`}
      />
    </Card>
  );
}

function changeColumns(timeZone: string): Column<Change>[] {
  return [
    {
      id: "model",
      header: "Model",
      isTitle: true,
      cell: ({ value }) => (
        <span className="font-medium">
          {[[value.provider, value.model].filter(Boolean).join(" / "), value.tier].filter(Boolean).join(" ")}
        </span>
      ),
    },
    {
      id: "at",
      header: "Changed",
      cell: ({ changedAtMs }) => (
        <span className="whitespace-nowrap">{formatTime(changedAtMs, "dayTime", timeZone)}</span>
      ),
    },
    { id: "by", header: "By", cell: ({ changedBy }) => changedBy },
    {
      id: "what",
      header: "To",
      cell: ({ value, deleted }) => (deleted ? <span className="text-bad">deleted</span> : ratesWords(value)),
    },
    { id: "valid", header: "Valid", cell: ({ value, deleted }) => (deleted ? "" : validWords(value)) },
  ];
}

function ratesWords(value: PriceOverride): string {
  return RATES.flatMap(([id, name]) => (value[id] === "" ? [] : [`${name} ${dollars(value[id])}`])).join(", ");
}
