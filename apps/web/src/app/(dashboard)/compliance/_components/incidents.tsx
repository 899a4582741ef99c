"use client";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useMemo, useState } from "react";
import type { Column } from "#components/table/column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { AppRouter } from "#server/root.ts";
import { useTRPC } from "#trpc/client.tsx";
import { CLASSES, RecordIncident } from "./record-incident.tsx";

type Incident = inferRouterOutputs<AppRouter>["compliance"]["incidents"][number];

export interface IncidentsProps {
  readonly mayChange: boolean;
  readonly systems: readonly { readonly system: string }[];
}

/** Incidents with the clocks of Article 73. */
export function Incidents({ mayChange, systems }: IncidentsProps) {
  const { project } = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const [isRecording, setRecording] = useState(false);
  const [nowMs] = useState(() => Date.now());
  const incidents = useQuery({
    ...useTRPC().compliance.incidents.queryOptions({ project }),
    refetchInterval: 5_000,
  });
  const columns = useMemo(() => incidentColumns(timeZone, nowMs), [timeZone, nowMs]);
  return (
    <Card
      flush
      title="Incidents"
      description="Each state of an incident is a record. The clock runs from the moment somebody knew (Article 73). Not legal advice."
      actions={
        mayChange && systems.length > 0 && <Button onClick={() => setRecording(true)}>Record an incident</Button>
      }
    >
      {isRecording && <RecordIncident systems={systems} onClose={() => setRecording(false)} />}
      {incidents.error ? (
        <ErrorState what="the incidents" error={incidents.error} onRetry={() => void incidents.refetch()} />
      ) : !incidents.data ? (
        <Skeleton className="mx-4 mb-4 h-16" />
      ) : (
        <DataTable
          label="Incidents"
          columns={columns}
          rows={incidents.data}
          rowKey={({ system, id }) => `${system} ${id}`}
          empty={<p className="px-4 pb-4 text-ink-2">No incident was recorded.</p>}
        />
      )}
    </Card>
  );
}

function incidentColumns(timeZone: string, nowMs: number): readonly Column<Incident>[] {
  const at = (ms: number | null, none: string) => (
    <span className="num">{ms === null ? none : formatTime(ms, "seconds", timeZone)}</span>
  );
  return [
    { id: "id", header: "Incident", isTitle: true, cell: ({ id }) => <span className="break-all">{id}</span> },
    { id: "system", header: "System", cell: ({ system }) => <span className="break-all">{system}</span> },
    { id: "class", header: "Class", cell: (row) => CLASSES.find(([name]) => name === row.class)?.[1] ?? row.class },
    { id: "phase", header: "Phase", cell: ({ phase }) => phase.replaceAll("_", " ") },
    { id: "aware", header: "Known since", cell: ({ awareAtMs }) => at(awareAtMs, "") },
    { id: "due", header: "Report due", cell: ({ dueAtMs }) => at(dueAtMs, "no duty") },
    { id: "clock", header: "Clock", cell: (row) => <Clock row={row} nowMs={nowMs} /> },
  ];
}

const DAY_MS = 86_400_000;

function Clock({ row: { dueAtMs, reportedAtMs }, nowMs }: { readonly row: Incident; readonly nowMs: number }) {
  if (dueAtMs === null) return <Badge>no clock</Badge>;
  if (reportedAtMs !== null)
    return reportedAtMs <= dueAtMs ? (
      <Badge tone="good">reported in time</Badge>
    ) : (
      <Badge tone="bad">reported late</Badge>
    );
  const days = Math.floor((dueAtMs - nowMs) / DAY_MS);
  if (dueAtMs < nowMs) return <Badge tone="bad">overdue</Badge>;
  return <Badge tone={days < 2 ? "bad" : "warn"}>{days === 0 ? "less than a day left" : `${days} days left`}</Badge>;
}
