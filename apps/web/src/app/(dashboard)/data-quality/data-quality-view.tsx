"use client";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Findings } from "./_components/findings.tsx";
import { UnpricedModels } from "./_components/unpriced-models.tsx";

/** What the figures of the period rest on. The whole project counts here, whatever is filtered elsewhere. */
export function DataQualityView() {
  return (
    <>
      <PageHeader title="Data quality" scope="range" />
      <div className="space-y-4 p-4 sm:p-6">
        <UnpricedModels />
        <Findings />
      </div>
    </>
  );
}
