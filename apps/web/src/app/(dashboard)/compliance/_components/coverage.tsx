"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useMemo } from "react";
import type { Column } from "#components/table/column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import type { AppRouter } from "#server/root.ts";
import { useTRPC } from "#trpc/client.tsx";
import { PeriodForm, type PeriodFormProps } from "./period-form.tsx";

type Verdict = inferRouterOutputs<AppRouter>["compliance"]["coverage"]["duties"][number];

const TONES = {
  "Evidence present": "good",
  Partial: "warn",
  "No records": "neutral",
  "Needs a document": "accent",
} as const;

/** Which evidence the records of a system hold for each duty of the Act: counts, never a judgement. */
export function Coverage({ systems, period }: PeriodFormProps) {
  const { project } = useScope();
  const trpc = useTRPC();
  const { system, fromMs, toMs } = period;
  const coverage = useQuery({
    ...trpc.compliance.coverage.queryOptions({ project, system, fromMs, toMs }),
    enabled: system !== "",
    placeholderData: keepPreviousData,
  });
  const columns = useMemo(() => dutyColumns(), []);
  return (
    <Card
      flush
      title="Evidence by duty"
      description="Counts records where they are expected. It does not say that a duty is fulfilled."
    >
      <div className="px-4 pb-3">
        <PeriodForm systems={systems} period={period} />
      </div>
      {coverage.error ? (
        <ErrorState what="the coverage" error={coverage.error} onRetry={() => void coverage.refetch()} />
      ) : !coverage.data ? (
        <Skeleton className="mx-4 mb-4 h-96" />
      ) : (
        <>
          <p className="px-4 pb-3 text-ink-2">
            {formatInteger(coverage.data.records)} records of {system} in the period, by the table of the Act of{" "}
            {coverage.data.lawVersion}.
            {coverage.data.isCut && " Only the first of them are counted here; an export counts them all."}
          </p>
          <DataTable
            label="Evidence by duty"
            columns={columns}
            rows={coverage.data.duties}
            rowKey={({ duty }) => duty.id}
            empty={<p className="px-4 pb-6 text-ink-2">No duties are listed.</p>}
          />
        </>
      )}
    </Card>
  );
}

function dutyColumns(): readonly Column<Verdict>[] {
  return [
    { id: "article", header: "Article", cell: ({ duty }) => <span className="num">{duty.id}</span>, className: "w-32" },
    {
      id: "duty",
      header: "Duty",
      isTitle: true,
      cell: ({ duty }) => <span className="whitespace-normal">{duty.title}</span>,
    },
    {
      id: "state",
      header: "State",
      cell: ({ state }) => <Badge tone={TONES[state]}>{state}</Badge>,
      className: "w-36",
    },
    {
      id: "counted",
      header: "Counted",
      align: "right",
      cell: ({ evidence }) =>
        evidence === null ? "" : `${formatInteger(evidence.count)} of ${formatInteger(evidence.of)}`,
      isWide: true,
      className: "w-36",
    },
    {
      id: "words",
      header: "Of what",
      isWide: true,
      cell: ({ words }) => <span className="whitespace-normal text-ink-2">{words}</span>,
    },
    {
      id: "applies",
      header: "Applies from",
      isWide: true,
      cell: ({ duty }) => <span className="num">{duty.appliesFrom}</span>,
      className: "w-28",
    },
  ];
}
