"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import type { Column } from "#components/table/column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { ConfirmDialog } from "../../settings/_components/confirm-dialog.tsx";
import { budgetsParams } from "../search-params.ts";
import { ChannelDialog, type ChannelRow } from "./channel-dialog.tsx";
import { ChannelTest } from "./channel-test.tsx";

/** Where budgets and alerts are told, each with its test button. */
export function ChannelList({ mayChange }: { readonly mayChange: boolean }) {
  const [{ edit }, setParams] = useQueryStates(budgetsParams, { history: "push" });
  const [deleting, setDeleting] = useState<ChannelRow | null>(null);
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const list = useQuery(trpc.channels.list.queryOptions({ project }));
  const remove = useMutation(
    trpc.channels.remove.mutationOptions({ onSuccess: () => client.invalidateQueries(trpc.channels.pathFilter()) }),
  );
  const editing = list.data?.find(({ id }) => id === edit);
  const close = () => void setParams({ edit: null });
  const columns = channelColumns(
    mayChange ? { onEdit: ({ id }) => void setParams({ edit: id }), onDelete: setDeleting } : null,
  );
  return (
    <>
      <Card
        flush
        title="Channels"
        description="Where budgets and alerts are told: at least once, with an idempotency key."
        actions={
          mayChange && (
            <Button variant="solid" onClick={() => void setParams({ edit: "new" })}>
              New channel
            </Button>
          )
        }
      >
        {list.error ? (
          <ErrorState what="the channels" error={list.error} onRetry={() => void list.refetch()} />
        ) : !list.data ? (
          <Skeleton className="mx-4 mb-4 h-32" />
        ) : (
          <DataTable
            label="Channels"
            columns={columns}
            rows={list.data}
            rowKey={({ id }) => id}
            empty={
              <p className="px-4 pb-6 text-ink-2">
                No channels yet: what fires is in the timeline only. Add a webhook, Slack or e-mail.
              </p>
            }
          />
        )}
      </Card>
      {mayChange && edit === "new" && <ChannelDialog key="new" onClose={close} />}
      {mayChange && editing && <ChannelDialog key={editing.id} row={editing} onClose={close} />}
      {deleting && (
        <ConfirmDialog
          title={`Delete “${deleting.name}”?`}
          description="Nothing is sent to it any more. Its delivery log and history stay."
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

interface Actions {
  readonly onEdit: (row: ChannelRow) => void;
  readonly onDelete: (row: ChannelRow) => void;
}

function channelColumns(actions: Actions | null): Column<ChannelRow>[] {
  return [
    {
      id: "name",
      header: "Channel",
      isTitle: true,
      cell: ({ name }) => (
        <span className="block max-w-64 truncate font-medium" title={name}>
          {name}
        </span>
      ),
    },
    { id: "kind", header: "Kind", cell: ({ channel }) => channel && <Badge>{channel.kind}</Badge> },
    {
      id: "target",
      header: "Sends to",
      isWide: true,
      cell: (row) => (
        <span className="block max-w-96 truncate text-ink-2" title={targetOf(row)}>
          {targetOf(row)}
        </span>
      ),
    },
    {
      id: "state",
      header: "State",
      cell: ({ channel }) => (channel?.isEnabled === true ? <Badge tone="good">on</Badge> : <Badge>off</Badge>),
    },
    ...(actions === null
      ? []
      : [
          {
            id: "actions",
            header: "",
            align: "right" as const,
            isWide: true,
            cell: (row: ChannelRow) => (
              <span className="inline-flex flex-wrap items-center justify-end gap-1.5">
                <ChannelTest id={row.id} name={row.name} />
                <Button onClick={() => actions.onEdit(row)}>Change</Button>
                <Button variant="danger" onClick={() => actions.onDelete(row)}>
                  Delete
                </Button>
              </span>
            ),
          },
        ]),
  ];
}

/** Never the secret; the address of a Slack webhook is one. */
function targetOf({ channel, hasSecret }: ChannelRow): string {
  if (channel === null) return "cannot be read: change or delete it";
  switch (channel.kind) {
    case "webhook":
      return `${channel.url}${hasSecret ? ", signed" : ", not signed"}`;
    case "slack":
      return "an incoming webhook";
    case "email":
      return `${channel.to.join(", ")} by ${channel.host}:${channel.port}`;
  }
}
