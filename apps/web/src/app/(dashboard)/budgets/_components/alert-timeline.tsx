"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { MenuSelect } from "#components/ui/menu-select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { EventList } from "./event-list.tsx";

const SOURCES = [
  { value: "", label: "Everything" },
  { value: "budget", label: "Budgets" },
  { value: "rule", label: "Alerts" },
  { value: "runaway", label: "Runaways" },
  { value: "ledger", label: "Ledger" },
  { value: "test", label: "Test messages" },
] as const;
const REFRESH_MS = 5_000;
const STEP = 50;
const MOST = 1_000;

/** What fired and recovered, newest first. */
export function AlertTimeline() {
  const [source, setSource] = useState<(typeof SOURCES)[number]["value"]>("");
  const [limit, setLimit] = useState(STEP);
  const { project } = useScope();
  const events = useQuery({
    ...useTRPC().alerts.events.queryOptions({ project, limit, ...(source === "" ? {} : { source }) }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Card
      title="Timeline"
      description="What fired and recovered, with the trace or the calls behind it."
      actions={
        <MenuSelect
          label="Of"
          value={source}
          options={SOURCES}
          onChange={(value) => setSource(value as typeof source)}
        />
      }
    >
      {events.error ? (
        <ErrorState what="the timeline" error={events.error} onRetry={() => void events.refetch()} />
      ) : !events.data ? (
        <Skeleton className="h-48" />
      ) : (
        <>
          <EventList events={events.data} empty="Nothing fired yet." />
          {events.data.length === limit && limit < MOST && (
            <div className="pt-2 text-center">
              <Button onClick={() => setLimit(Math.min(MOST, limit + 4 * STEP))}>Show older</Button>
            </div>
          )}
        </>
      )}
    </Card>
  );
}
