"use client";
import { Aliases } from "./_components/aliases.tsx";
import { Catalogue } from "./_components/catalogue.tsx";
import { Overrides } from "./_components/overrides.tsx";
import { Reprice } from "./_components/reprice.tsx";
import { TestCall } from "./_components/test-call.tsx";

/** The project's own prices go before the lists; what neither knows stays without a price. */
export function PricesView() {
  return (
    <>
      <Overrides />
      <Reprice />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Aliases />
        <TestCall />
      </div>
      <Catalogue />
    </>
  );
}
