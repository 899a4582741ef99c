"use client";
import type { Delivery } from "@spanledger/clickhouse";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Column } from "#components/table/column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { deliveryWords } from "#lib/budgets/delivery-words.ts";
import { notify } from "#lib/notify.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { useTRPC } from "#trpc/client.tsx";

const REFRESH_MS = 3_000;

/** What was sent, to whom, and how it went; any message can be sent again. */
export function DeliveryLog({ mayChange }: { readonly mayChange: boolean }) {
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const log = useQuery({
    ...trpc.channels.deliveries.queryOptions({ project, limit: 200 }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  const channels = useQuery(trpc.channels.list.queryOptions({ project })).data;
  const replay = useMutation(
    trpc.channels.replay.mutationOptions({
      onSuccess: async () => {
        notify("It is sent again, with the same idempotency key.");
        await client.invalidateQueries(trpc.channels.deliveries.pathFilter());
      },
    }),
  );
  const names = new Map((channels ?? []).map(({ id, name }) => [id, name]));
  const columns = deliveryColumns({
    timeZone,
    nameOf: (id) => names.get(id) ?? "deleted channel",
    onReplay: mayChange && !replay.isPending ? (id) => replay.mutate({ project, id }) : null,
  });
  return (
    <Card flush title="Delivery log" description="The newest 200 messages, kept for 180 days.">
      {replay.error && (
        <p role="alert" className="px-4 pb-3 text-bad">
          {replay.error.message}
        </p>
      )}
      {log.error ? (
        <ErrorState what="the delivery log" error={log.error} onRetry={() => void log.refetch()} />
      ) : !log.data ? (
        <Skeleton className="mx-4 mb-4 h-32" />
      ) : (
        <DataTable
          label="Delivery log"
          columns={columns}
          rows={log.data}
          rowKey={({ id }) => id}
          empty={<p className="px-4 pb-6 text-ink-2">Nothing was sent yet.</p>}
        />
      )}
    </Card>
  );
}

interface LogTable {
  readonly timeZone: string;
  readonly nameOf: (channel: string) => string;
  readonly onReplay: ((id: string) => void) | null;
}

function deliveryColumns({ timeZone, nameOf, onReplay }: LogTable): Column<Delivery>[] {
  return [
    {
      id: "title",
      header: "Message",
      isTitle: true,
      cell: ({ title, eventCount }) => (
        <span className="block max-w-96 truncate" title={title}>
          {title}
          {eventCount > 1 && <span className="text-ink-3"> ({eventCount} events)</span>}
        </span>
      ),
    },
    {
      id: "at",
      header: "Sent",
      cell: ({ recordedAtMs }) => (
        <span className="num whitespace-nowrap">{formatTime(recordedAtMs, "seconds", timeZone)}</span>
      ),
    },
    { id: "channel", header: "To", cell: ({ channel }) => nameOf(channel) },
    { id: "tries", header: "Tries", align: "right", cell: ({ attempt }) => attempt },
    {
      id: "outcome",
      header: "Outcome",
      isWide: true,
      cell: (delivery) => (
        <span
          title={deliveryWords(delivery)}
          className={`block max-w-80 truncate ${delivery.state === "delivered" ? "text-good" : delivery.state === "failed" ? "text-bad" : "text-warn"}`}
        >
          {deliveryWords(delivery)}
        </span>
      ),
    },
    {
      id: "replay",
      header: "",
      align: "right",
      cell: ({ id }) => onReplay && <Button onClick={() => onReplay(id)}>Send again</Button>,
    },
  ];
}
