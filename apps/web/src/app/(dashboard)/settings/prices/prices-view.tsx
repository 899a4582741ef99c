"use client";
import type { PriceOverride } from "@spanledger/clickhouse";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { PriceDialog } from "#components/prices/price-dialog.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { Aliases } from "./_components/aliases.tsx";
import { Catalogue } from "./_components/catalogue.tsx";
import { Overrides } from "./_components/overrides.tsx";
import { PriceHistory } from "./_components/price-history.tsx";
import { Reprice } from "./_components/reprice.tsx";
import { TestCall } from "./_components/test-call.tsx";
import { pricesParams } from "./search-params.ts";

/** The project's own prices go before the lists; what neither knows stays without a price. */
export function PricesView() {
  const [{ add, edit, reprice, provider, model }, setParams] = useQueryStates(pricesParams);
  const { project } = useScope();
  const own = useQuery(useTRPC().settings.prices.overrides.queryOptions({ project })).data;
  // Rates to start from, which are too much for an address.
  const [template, setTemplate] = useState<Partial<PriceOverride>>({});
  const editing = edit === null ? (add ? { ...template, provider, model } : null) : own?.find(({ id }) => id === edit);
  const wanted = reprice ? { provider, model } : null;
  function open(price: Partial<PriceOverride>) {
    setTemplate(price);
    if (price.id) void setParams({ edit: price.id });
    else void setParams({ add: true, provider: price.provider ?? null, model: price.model ?? null });
  }
  function close() {
    setTemplate({});
    void setParams({ edit: null, add: null, provider: null, model: null });
  }
  return (
    <>
      <Overrides onEdit={open} />
      <Reprice key={`${provider}/${model}/${reprice}`} wanted={wanted} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Aliases />
        <TestCall />
      </div>
      <Catalogue onOverride={open} />
      <PriceHistory />
      {editing && <PriceDialog key={`${editing.id ?? ""} ${editing.model ?? ""}`} initial={editing} onClose={close} />}
    </>
  );
}
