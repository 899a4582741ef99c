"use client";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useMemo, useState } from "react";
import type { Column } from "#components/table/column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { AppRouter } from "#server/root.ts";
import { useTRPC } from "#trpc/client.tsx";
import { RecordByHand } from "./record-by-hand.tsx";

type HandRecord = inferRouterOutputs<AppRouter>["compliance"]["records"][number];

export interface HandRecordsProps {
  readonly mayChange: boolean;
  readonly systems: readonly { readonly system: string }[];
}

/** What people decided and what happened around the systems: reviews, changes, risks, notices. */
export function HandRecords({ mayChange, systems }: HandRecordsProps) {
  const { project } = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const [isRecording, setRecording] = useState(false);
  const records = useQuery({ ...useTRPC().compliance.records.queryOptions({ project }), refetchInterval: 5_000 });
  const columns = useMemo(() => recordColumns(timeZone), [timeZone]);
  return (
    <Card
      flush
      title="Reviews, changes, risks and notices"
      description="What no span brings is recorded here or by the API. Who reviewed, and the note, are kept apart from the log and can be erased."
      actions={mayChange && systems.length > 0 && <Button onClick={() => setRecording(true)}>Add a record</Button>}
    >
      {isRecording && <RecordByHand systems={systems} onClose={() => setRecording(false)} />}
      {records.error ? (
        <ErrorState what="these records" error={records.error} onRetry={() => void records.refetch()} />
      ) : !records.data ? (
        <Skeleton className="mx-4 mb-4 h-16" />
      ) : (
        <DataTable
          label="Records by hand"
          columns={columns}
          rows={records.data}
          rowKey={({ id }) => id}
          empty={<p className="px-4 pb-4 text-ink-2">Nothing was recorded by hand or by the API.</p>}
        />
      )}
    </Card>
  );
}

function recordColumns(timeZone: string): readonly Column<HandRecord>[] {
  return [
    {
      id: "logged",
      header: "Logged",
      isTitle: true,
      cell: ({ loggedAtMs }) => <span className="num">{formatTime(loggedAtMs, "seconds", timeZone)}</span>,
    },
    { id: "kind", header: "Kind", cell: ({ kind }) => kind },
    { id: "system", header: "System", cell: ({ system }) => <span className="break-all">{system}</span> },
    {
      id: "summary",
      header: "What",
      isWide: true,
      cell: ({ summary }) => (
        <span className="break-words whitespace-normal text-ink-2">{summary.replaceAll("_", " ")}</span>
      ),
    },
    {
      id: "index",
      header: "Record",
      align: "right",
      cell: ({ index }) => <span className="num">#{formatInteger(index)}</span>,
    },
  ];
}
