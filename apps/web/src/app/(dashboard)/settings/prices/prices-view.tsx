"use client";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Aliases } from "./_components/aliases.tsx";
import { Catalogue } from "./_components/catalogue.tsx";
import { Overrides } from "./_components/overrides.tsx";
import { TestCall } from "./_components/test-call.tsx";

/** The project's own prices go before the lists; what neither knows stays without a price. */
export function PricesView() {
  return (
    <>
      <PageHeader title="Prices" scope="none" />
      <div className="space-y-4 p-4 sm:p-6">
        <Overrides />
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <Aliases />
          <TestCall />
        </div>
        <Catalogue />
      </div>
    </>
  );
}
