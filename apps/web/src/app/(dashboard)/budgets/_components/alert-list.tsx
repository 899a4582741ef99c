"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { DataTable } from "#components/table/data-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import type { AlertListRow } from "#server/views/alerts/list-alerts.ts";
import { useTRPC } from "#trpc/client.tsx";
import { ConfirmDialog } from "../../settings/_components/confirm-dialog.tsx";
import { budgetsParams } from "../search-params.ts";
import { alertColumns } from "./alert-columns.tsx";
import { AlertDialog } from "./alert-dialog.tsx";

const REFRESH_MS = 10_000;
const MUTE_MINUTES = 240;

/** All alerts, those that fire first. */
export function AlertList({ mayChange }: { readonly mayChange: boolean }) {
  const [{ edit }, setParams] = useQueryStates(budgetsParams, { history: "push" });
  const [deleting, setDeleting] = useState<AlertListRow | null>(null);
  const { project } = useScope();
  const info = useScopeInfo();
  const trpc = useTRPC();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries(trpc.alerts.pathFilter());
  const list = useQuery({ ...trpc.alerts.list.queryOptions({ project }), refetchInterval: REFRESH_MS });
  const workspace = useQuery(trpc.workspace.get.queryOptions());
  const currency = workspace.data?.projects.find(({ id }) => id === project)?.currency ?? "USD";
  const { mutate: mute, ...muting } = useMutation(trpc.alerts.mute.mutationOptions({ onSuccess: refresh }));
  const remove = useMutation(trpc.alerts.remove.mutationOptions({ onSuccess: refresh }));
  const isMuting = muting.isPending;
  const columns = useMemo(
    () =>
      alertColumns({
        currency,
        timeZone: info?.timeZone ?? "UTC",
        nowMs: info?.nowMs ?? 0,
        actions: mayChange
          ? {
              isMuting,
              onEdit: ({ id }) => void setParams({ edit: id }),
              onDelete: setDeleting,
              onMute: ({ id }, isMuted) => mute({ project, id, minutes: isMuted ? null : MUTE_MINUTES }),
            }
          : null,
      }),
    [currency, info, mayChange, isMuting, mute, project, setParams],
  );
  const editing = list.data?.find(({ id }) => id === edit);
  const close = () => void setParams({ edit: null });
  return (
    <>
      <Card
        flush
        title="Alerts"
        description="A figure that leaves its bounds. Runaways and failed verifications are told without one."
        actions={
          mayChange && (
            <Button variant="solid" onClick={() => void setParams({ edit: "new" })}>
              New alert
            </Button>
          )
        }
      >
        {muting.error && (
          <p role="alert" className="px-4 pb-3 text-bad">
            {muting.error.message}
          </p>
        )}
        {list.error ? (
          <ErrorState what="the alerts" error={list.error} onRetry={() => void list.refetch()} />
        ) : !list.data ? (
          <Skeleton className="mx-4 mb-4 h-32" />
        ) : (
          <DataTable
            label="Alerts"
            columns={columns}
            rows={list.data}
            rowKey={({ id }) => id}
            empty={<p className="px-4 pb-6 text-ink-2">No alerts yet. Start with the error rate, or with spend.</p>}
          />
        )}
      </Card>
      {mayChange && edit === "new" && <AlertDialog key="new" currency={currency} onClose={close} />}
      {mayChange && editing && <AlertDialog key={editing.id} row={editing} currency={currency} onClose={close} />}
      {deleting && (
        <ConfirmDialog
          title={`Delete “${deleting.name}”?`}
          description="It is not looked at any more. What it told stays in the timeline, and its history stays."
          confirm="Delete"
          keep="Keep it"
          isPending={remove.isPending}
          error={remove.error?.message}
          onClose={() => setDeleting(null)}
          onConfirm={() => remove.mutate({ project, id: deleting.id }, { onSuccess: () => setDeleting(null) })}
        />
      )}
    </>
  );
}
