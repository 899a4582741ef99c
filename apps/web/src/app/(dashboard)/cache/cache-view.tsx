"use client";
import { PageHeader } from "#components/shell/page-header.tsx";
import { CacheFigures } from "./_components/cache-figures.tsx";
import { CacheTable } from "./_components/cache-table.tsx";
import { ForeignHits } from "./_components/foreign-hits.tsx";
import { Opportunities } from "./_components/opportunities.tsx";
import { OverTime } from "./_components/over-time.tsx";

/** What caching gives, and what is left. */
export function CacheView() {
  return (
    <>
      <PageHeader title="Cache" />
      <div className="space-y-4 p-4 sm:p-6">
        <ForeignHits />
        <CacheFigures />
        <OverTime />
        <Opportunities />
        <CacheTable />
      </div>
    </>
  );
}
