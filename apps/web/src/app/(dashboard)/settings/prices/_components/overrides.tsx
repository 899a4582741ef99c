"use client";
import type { PriceOverride } from "@spanledger/clickhouse";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { PriceDialog } from "#components/prices/price-dialog.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import type { Column } from "#components/table/column.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

export function Overrides() {
  const [editing, setEditing] = useState<Partial<PriceOverride> | null>(null);
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const overrides = useQuery(trpc.settings.prices.overrides.queryOptions({ project }));
  const { mutate: remove, error } = useMutation(
    trpc.settings.prices.deleteOverride.mutationOptions({ onSuccess: () => client.invalidateQueries() }),
  );
  const columns = useMemo(
    () => overrideColumns({ onEdit: setEditing, onDelete: ({ id }) => remove({ project, id }) }),
    [project, remove],
  );
  return (
    <Card
      flush
      title="Your prices"
      description="They go before every list, for calls made while they are valid."
      actions={
        <Button variant="solid" onClick={() => setEditing({})}>
          Add a price
        </Button>
      }
    >
      {error && (
        <p role="alert" className="px-4 pb-2 text-bad">
          {error.message}
        </p>
      )}
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
      {editing && <PriceDialog initial={editing} onClose={() => setEditing(null)} />}
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
    cell: (row) => (row[id] === "" ? <span className="text-ink-3">none</span> : `$${String(row[id])}`),
  });
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return [
    {
      id: "model",
      header: "Model",
      isTitle: true,
      cell: ({ provider, model }) => (
        <span className="font-medium">
          {provider && <span className="font-normal text-ink-3">{provider} / </span>}
          {model}
        </span>
      ),
    },
    rate("input_per_mtok", "Input"),
    rate("cache_read_per_mtok", "Cache read"),
    rate("cache_write_5m_per_mtok", "Cache write"),
    rate("output_per_mtok", "Output"),
    {
      id: "valid",
      header: "Valid",
      cell: ({ valid_from, valid_until }) =>
        `${valid_from === 0 ? "always" : `from ${day(valid_from)}`}${valid_until === null ? "" : ` until ${day(valid_until)}`}`,
    },
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
