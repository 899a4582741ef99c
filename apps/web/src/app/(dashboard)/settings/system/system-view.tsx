"use client";
import { useQuery } from "@tanstack/react-query";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { WriterCard } from "./_components/writer-card.tsx";

const REFRESH_MS = 10_000;

export function SystemView() {
  const { project } = useScope();
  const status = useQuery({
    ...useTRPC().settings.system.status.queryOptions({ project }),
    refetchInterval: REFRESH_MS,
  });
  return (
    <div className="max-w-4xl space-y-4">
      {status.error ? (
        <ErrorState what="the system status" error={status.error} onRetry={() => void status.refetch()} />
      ) : !status.data ? (
        <Skeleton className="h-64 w-full" />
      ) : (
        <>
          <Card
            title="Database"
            description={
              status.data.mode === "embedded"
                ? "ClickHouse runs inside this process."
                : "A ClickHouse server over HTTP."
            }
          >
            <p className="text-ink-2">The dashboard listens on {status.data.host}.</p>
          </Card>
          {status.data.writers.map((writer) => (
            <WriterCard key={writer.writer} writer={writer} nowMs={status.data.nowMs} />
          ))}
          {status.data.writers.length === 0 && (
            <Card title="Ingest">
              <p className="text-ink-2">No ingest process has reported in the last hour. Is it running?</p>
            </Card>
          )}
        </>
      )}
    </div>
  );
}
