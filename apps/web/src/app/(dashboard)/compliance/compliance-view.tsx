"use client";
import { useQuery } from "@tanstack/react-query";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { Coverage } from "./_components/coverage.tsx";
import { Erasures } from "./_components/erasures.tsx";
import { ExportList } from "./_components/export-list.tsx";
import { HandRecords } from "./_components/hand-records.tsx";
import { Holds } from "./_components/holds.tsx";
import { Incidents } from "./_components/incidents.tsx";
import { LogSettings } from "./_components/log-settings.tsx";
import { Logs } from "./_components/logs.tsx";
import { OrderExport } from "./_components/order-export.tsx";
import { usePeriod } from "./_components/use-period.ts";

/** Could we show an auditor? What the logs hold, whether they are whole, and the export that proves it. */
export function ComplianceView() {
  const { project } = useScope();
  const trpc = useTRPC();
  const logs = useQuery({
    ...trpc.compliance.logs.queryOptions({ project }),
    // Ids of checks that were asked for here come with the next look.
    refetchInterval: ({ state }) =>
      state.data?.logs.some(({ verification }) => verification?.state === "running") === true ? 1_000 : 3_000,
  });
  const mayChange = logs.data?.mayChange === true;
  const systems = logs.data?.systems ?? [];
  const period = usePeriod(systems);
  return (
    <>
      <PageHeader title="Compliance" scope="none" />
      <div className="space-y-4 p-4 sm:p-6">
        {logs.error ? (
          <ErrorState what="the evidence log" error={logs.error} onRetry={() => void logs.refetch()} />
        ) : !logs.data ? (
          <Skeleton className="h-40 w-full" />
        ) : logs.data.logs.length === 0 ? (
          <>
            <NothingLogged />
            <LogSettings mayChange={mayChange} />
          </>
        ) : (
          <>
            <Logs
              logs={logs.data.logs}
              entries={logs.data.entries}
              oldestLoggedUs={logs.data.oldestLoggedUs}
              mayChange={mayChange}
            />
            <Coverage systems={systems} period={period} />
            {mayChange && <OrderExport systems={systems} period={period} />}
            <ExportList mayChange={mayChange} />
            <Incidents mayChange={mayChange} systems={systems} />
            <HandRecords mayChange={mayChange} systems={systems} />
            <Holds mayChange={mayChange} />
            <Erasures mayChange={mayChange} />
            <LogSettings mayChange={mayChange} />
          </>
        )}
      </div>
    </>
  );
}

function NothingLogged() {
  return (
    <Card title="No records yet">
      <p className="max-w-2xl text-ink-2">
        Each model call, tool call, retrieval and agent run becomes a record in a log that nobody can change without it
        being seen. The log begins with the first of them that arrives in this project.
      </p>
    </Card>
  );
}
