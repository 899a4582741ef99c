"use client";
import type { PriceOverride } from "@spanledger/clickhouse";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import { DataTable } from "#components/table/data-table.tsx";
import type { Column } from "#components/table/column.ts";
import { notify } from "#lib/notify.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { ConfirmDialog } from "../../_components/confirm-dialog.tsx";
import { dollars } from "./dollars.ts";
import { validWords } from "./valid-words.ts";

export function Overrides({ onEdit }: { readonly onEdit: (override: Partial<PriceOverride>) => void }) {
  const [deleting, setDeleting] = useState<PriceOverride | null>(null);
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const overrides = useQuery(trpc.settings.prices.overrides.queryOptions({ project }));
  const remove = useMutation(
    trpc.settings.prices.deleteOverride.mutationOptions({
      onSuccess: async () => {
        setDeleting(null);
        await client.invalidateQueries();
        notify("Price deleted. Figures that used it stay until you re-price them.");
      },
    }),
  );
  const columns = useMemo(() => overrideColumns({ onEdit, onDelete: setDeleting }), [onEdit]);
  return (
    <Card
      flush
      title="Your prices"
      description="They go before every list, for calls made while they are valid."
      actions={
        <Button variant="solid" onClick={() => onEdit({})}>
          Add a price
        </Button>
      }
    >
      {overrides.error ? (
        <ErrorState what="your prices" error={overrides.error} onRetry={() => void overrides.refetch()} />
      ) : !overrides.data ? (
        <Skeleton className="mx-4 mb-4 h-24" />
      ) : (
        <DataTable
          label="Your prices"
          columns={columns}
          rows={overrides.data}
          rowKey={({ id }) => id}
          empty={<p className="px-4 pb-5 text-ink-2">None yet: every call is priced from the lists below.</p>}
        />
      )}
      {deleting && (
        <ConfirmDialog
          title={`Delete the price of ${deleting.model}?`}
          description="Calls from now on are priced from the lists, or have no price. Stored figures stay until you re-price them, and the price stays in the history."
          confirm="Delete"
          keep="Keep it"
          isPending={remove.isPending}
          error={remove.error?.message}
          onClose={() => setDeleting(null)}
          onConfirm={() => remove.mutate({ project, id: deleting.id })}
        />
      )}
    </Card>
  );
}

interface Actions {
  readonly onEdit: (override: PriceOverride) => void;
  readonly onDelete: (override: PriceOverride) => void;
}

function overrideColumns({ onEdit, onDelete }: Actions): Column<PriceOverride>[] {
  const rate = (id: keyof PriceOverride, header: string): Column<PriceOverride> => ({
    id,
    header,
    align: "right",
    hint: "US dollars per million tokens",
    cell: (row) => (row[id] === "" ? <span className="text-ink-3">–</span> : dollars(String(row[id]))),
  });
  return [
    {
      id: "model",
      header: "Model",
      isTitle: true,
      cell: ({ provider, model, tier }) => (
        <span className="font-medium">
          {provider && <span className="font-normal text-ink-3">{provider} / </span>}
          {model}
          {tier && <span className="font-normal text-ink-3"> {tier === "*" ? "every tier" : tier}</span>}
        </span>
      ),
    },
    rate("input_per_mtok", "Input"),
    rate("cache_read_per_mtok", "Cache read"),
    rate("cache_write_5m_per_mtok", "Cache write"),
    rate("cache_write_1h_per_mtok", "1 h write"),
    rate("output_per_mtok", "Output"),
    { ...rate("per_request", "Per call"), hint: "US dollars" },
    { id: "valid", header: "Valid", cell: validWords },
    {
      id: "note",
      header: "Note",
      cell: ({ note }) => (
        <span className="block max-w-48 truncate text-ink-2" title={note}>
          {note}
        </span>
      ),
    },
    {
      id: "actions",
      header: "",
      align: "right",
      cell: (row) => (
        <span className="inline-flex gap-1.5">
          <Button onClick={() => onEdit(row)}>Edit</Button>
          <Button variant="danger" onClick={() => onDelete(row)}>
            Delete
          </Button>
        </span>
      ),
    },
  ];
}
