"use client";
import type { UnpricedModel } from "@spanledger/clickhouse";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { Count } from "#components/figures/count.tsx";
import { PriceDialog } from "#components/prices/price-dialog.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import type { Column } from "#components/table/column.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { unpricedWords } from "#lib/calls/billing-words.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { useTRPC } from "#trpc/client.tsx";

/** A model in the address: its form is open. */
const DIALOG = { provider: parseAsString.withDefault(""), model: parseAsString.withDefault("") };

/** Models that were called and have no price: their cost is unknown and in no total. */
export function UnpricedModels() {
  const [{ provider, model }, setParams] = useQueryStates(DIALOG);
  const { project, params } = useScope();
  const info = useScopeInfo();
  const trpc = useTRPC();
  const models = useQuery({
    ...trpc.quality.unpricedModels.queryOptions({ project, range: params.range }),
    placeholderData: keepPreviousData,
  });
  const columns = useMemo(
    () => modelColumns((row) => void setParams({ provider: row.provider, model: row.model })),
    [setParams],
  );
  if (models.error)
    return <ErrorState what="models without a price" error={models.error} onRetry={() => void models.refetch()} />;
  if (!models.data || models.data.models.length === 0) return null;
  const { sampled } = models.data;
  const since = info && sampled.fromMs > info.range.fromMs && formatTime(sampled.fromMs, "dayTime", info.timeZone);
  return (
    <Card
      flush
      title="Models without a price"
      description={`Their calls are counted, but their cost is unknown and in no total.${since ? ` Looked up since ${since}.` : ""}`}
    >
      <DataTable
        label="Models without a price"
        columns={columns}
        rows={models.data.models}
        rowKey={({ provider, model, reason }) => `${provider} ${model} ${reason}`}
      />
      {model !== "" && (
        <PriceDialog
          key={`${provider}/${model}`}
          initial={{ provider, model }}
          onClose={() => void setParams({ provider: null, model: null })}
        />
      )}
    </Card>
  );
}

function modelColumns(onAdd: (model: UnpricedModel) => void): Column<UnpricedModel>[] {
  return [
    {
      id: "model",
      header: "Model",
      isTitle: true,
      cell: ({ model }) => <span className="font-medium">{model || "no model"}</span>,
    },
    {
      id: "provider",
      header: "Provider",
      cell: ({ provider }) => provider || <span className="text-ink-3">no provider</span>,
    },
    { id: "reason", header: "Why", cell: ({ reason }) => <span className="text-ink-2">{unpricedWords(reason)}</span> },
    { id: "calls", header: "Calls", align: "right", cell: ({ calls }) => <Count value={calls} /> },
    { id: "tokens", header: "Tokens", align: "right", cell: ({ tokens }) => <Count value={tokens} /> },
    {
      id: "sample",
      header: "Sample",
      align: "right",
      cell: ({ sampleTraceId }) => (
        <ScopedLink
          href={`/traces/${sampleTraceId}`}
          className="text-ink-2 underline underline-offset-2 hover:text-ink"
        >
          trace
        </ScopedLink>
      ),
    },
    {
      id: "add",
      header: "",
      align: "right",
      cell: (row) => row.model !== "" && <Button onClick={() => onAdd(row)}>Add price</Button>,
    },
  ];
}
