"use client";
import type { PriceOverride } from "@spanledger/clickhouse";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { PriceDialog } from "#components/prices/price-dialog.tsx";
import { Aliases } from "./_components/aliases.tsx";
import { Catalogue } from "./_components/catalogue.tsx";
import { Overrides } from "./_components/overrides.tsx";
import { PriceHistory } from "./_components/price-history.tsx";
import { Reprice } from "./_components/reprice.tsx";
import { TestCall } from "./_components/test-call.tsx";
import { pricesParams } from "./search-params.ts";

/** The project's own prices go before the lists; what neither knows stays without a price. */
export function PricesView() {
  const [{ add, reprice, provider, model }, setParams] = useQueryStates(pricesParams);
  const [chosen, setChosen] = useState<Partial<PriceOverride> | null>(null);
  const editing = chosen ?? (add ? { provider, model } : null);
  const wanted = reprice ? { provider, model } : null;
  function close() {
    setChosen(null);
    if (add) void setParams({ add: null, provider: null, model: null });
  }
  return (
    <>
      <Overrides onEdit={setChosen} />
      <Reprice key={`${provider}/${model}/${reprice}`} wanted={wanted} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Aliases />
        <TestCall />
      </div>
      <Catalogue onOverride={setChosen} />
      <PriceHistory />
      {editing && <PriceDialog key={`${editing.id ?? ""} ${editing.model ?? ""}`} initial={editing} onClose={close} />}
    </>
  );
}
