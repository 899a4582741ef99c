"use client";
import { useQuery } from "@tanstack/react-query";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { currentWriters } from "./_components/current-writers.ts";
import { DatabaseCard } from "./_components/database-card.tsx";
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
          {currentWriters(status.data.writers, status.data.nowMs).map((writer) => (
            <WriterCard key={writer.writer} writer={writer} nowMs={status.data.nowMs} />
          ))}
          {status.data.writers.length === 0 && (
            <Card title="Ingest" actions={<Badge tone="bad">not running</Badge>}>
              <p className="text-ink-2">
                No ingest has reported in the last hour. Start it: until then no span is taken.
              </p>
            </Card>
          )}
          <DatabaseCard {...status.data} />
        </>
      )}
    </div>
  );
}
