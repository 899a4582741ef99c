"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { DataTable } from "#components/table/data-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { CreateKeyDialog } from "./_components/create-key-dialog.tsx";
import { keyColumns, type KeyRow } from "./_components/key-columns.tsx";
import { ConfirmDialog } from "../_components/confirm-dialog.tsx";

export function KeysView() {
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<KeyRow | null>(null);
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const keys = useQuery(trpc.settings.keys.list.queryOptions({ project }));
  const revoke = useMutation(
    trpc.settings.keys.revoke.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.settings.keys.list.queryFilter()),
    }),
  );
  const columns = useMemo(() => keyColumns(timeZone, setRevoking), [timeZone]);
  return (
    <>
      <Card
        flush
        title="Keys of this project"
        description="The members of the project, one key each: ingest keys send spans, read keys see figures, admin keys also change settings."
        actions={
          <Button variant="solid" onClick={() => setCreating(true)}>
            Create a key
          </Button>
        }
      >
        {keys.error ? (
          <ErrorState what="the keys" error={keys.error} onRetry={() => void keys.refetch()} />
        ) : !keys.data ? (
          <Skeleton className="mx-4 mb-4 h-40" />
        ) : (
          <DataTable
            label="Keys"
            columns={columns}
            rows={keys.data}
            rowKey={({ id }) => id}
            empty={<p className="px-4 pb-6 text-ink-2">No keys yet. Create an ingest key for your first app.</p>}
          />
        )}
      </Card>
      {creating && <CreateKeyDialog onClose={() => setCreating(false)} />}
      {revoking && (
        <ConfirmDialog
          title={`Revoke “${revoking.label}”?`}
          description="Whatever uses it is refused within a second. This cannot be undone."
          confirm="Revoke"
          keep="Keep it"
          isPending={revoke.isPending}
          error={revoke.error?.message}
          onClose={() => setRevoking(null)}
          onConfirm={() => revoke.mutate({ project, id: revoking.id }, { onSuccess: () => setRevoking(null) })}
        />
      )}
    </>
  );
}
