"use client";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Failures } from "./_components/failures.tsx";
import { LatencyFigures } from "./_components/latency-figures.tsx";
import { LatencyTable } from "./_components/latency-table.tsx";
import { OverTime } from "./_components/over-time.tsx";
import { SlowestCalls } from "./_components/slowest-calls.tsx";

/** Who waits, and where. */
export function LatencyView() {
  return (
    <>
      <PageHeader title="Latency" />
      <div className="space-y-4 p-4 sm:p-6">
        <LatencyFigures />
        <OverTime />
        <LatencyTable />
        <SlowestCalls />
        <Failures />
      </div>
    </>
  );
}
