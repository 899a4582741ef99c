"use client";
import type { PriceOverride } from "@spanledger/clickhouse";
import type { CatalogueRow } from "@spanledger/telemetry";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { DataTable } from "#components/table/data-table.tsx";
import type { Column } from "#components/table/column.ts";
import { useHotkeys } from "#components/shell/use-hotkeys.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { pricesParams } from "../search-params.ts";
import { dollars } from "./dollars.ts";

const PAGE = 25;
const SEARCH_ID = "catalogue-search";

/** The price lists that come with Spanledger. */
export function Catalogue({ onOverride }: { readonly onOverride: (override: Partial<PriceOverride>) => void }) {
  const [{ q: text, page: pageNumber }, setParams] = useQueryStates(pricesParams, { history: "replace" });
  const offset = (Math.max(1, pageNumber) - 1) * PAGE;
  const setPage = (number: number) => void setParams({ page: number }, { history: "push" });
  const { project } = useScope();
  const page = useQuery({
    ...useTRPC().settings.prices.catalogue.queryOptions({ project, text, offset }),
    placeholderData: keepPreviousData,
  });
  useHotkeys({ "/": () => document.getElementById(SEARCH_ID)?.focus() });
  const columns = useMemo(() => [...COLUMNS, overrideColumn(onOverride)], [onOverride]);
  const total = page.data?.total ?? 0;
  return (
    <Card
      flush
      title="Price lists"
      description={`${formatInteger(total)} prices in US dollars per million tokens, each with the time it holds for`}
      actions={
        <input
          id={SEARCH_ID}
          type="search"
          aria-label="Search the price lists"
          placeholder="Search model or provider"
          value={text}
          onChange={({ target }) => void setParams({ q: target.value, page: null })}
          className="h-8 w-60 max-w-full rounded-md border border-line-strong bg-surface px-2.5"
        />
      }
    >
      {page.error ? (
        <ErrorState what="the price lists" error={page.error} onRetry={() => void page.refetch()} />
      ) : !page.data ? (
        <Skeleton className="mx-4 mb-4 h-96" />
      ) : (
        <DataTable
          label="Price lists"
          columns={columns}
          rows={page.data.rows}
          rowKey={(row) => [row.provider, row.model, row.tier, row.source, row.effectiveFrom, row.hours].join(" ")}
          empty={<p className="px-4 pb-5 text-ink-2">No list has a model by that name. Add a price above.</p>}
        />
      )}
      {total > PAGE && (
        <div className="flex items-center justify-center gap-3 border-t p-3">
          <Button disabled={offset === 0} onClick={() => setPage(pageNumber - 1)}>
            Previous
          </Button>
          <span className="num text-ink-2">
            {offset + 1}–{Math.min(offset + PAGE, total)} of {formatInteger(total)}
          </span>
          <Button disabled={offset + PAGE >= total} onClick={() => setPage(pageNumber + 1)}>
            Next
          </Button>
        </div>
      )}
    </Card>
  );
}

const rate = (
  id: "input" | "cacheRead" | "cacheWrite5m" | "cacheWrite1h" | "output",
  header: string,
): Column<CatalogueRow> => ({
  id,
  header,
  align: "right",
  cell: ({ perMtok, free }) =>
    perMtok[id] === undefined ? <span className="text-ink-3">{free ? "free" : "–"}</span> : dollars(perMtok[id]),
});

function overrideColumn(onOverride: (override: Partial<PriceOverride>) => void): Column<CatalogueRow> {
  return {
    id: "override",
    header: "",
    align: "right",
    cell: (row) => (
      <Button
        variant="quiet"
        aria-label={`Override the price of ${row.model}`}
        onClick={() => onOverride(overrideOf(row))}
      >
        Override
      </Button>
    ),
  };
}

function overrideOf({ provider, model, tier, perMtok }: CatalogueRow): Partial<PriceOverride> {
  return {
    provider,
    model,
    tier,
    input_per_mtok: perMtok.input ?? "",
    cache_read_per_mtok: perMtok.cacheRead ?? "",
    cache_write_5m_per_mtok: perMtok.cacheWrite5m ?? "",
    cache_write_1h_per_mtok: perMtok.cacheWrite1h ?? "",
    output_per_mtok: perMtok.output ?? "",
  };
}

const COLUMNS: readonly Column<CatalogueRow>[] = [
  {
    id: "model",
    header: "Model",
    isTitle: true,
    cell: ({ provider, model, tier }) => (
      <span>
        <span className="text-ink-3">{provider} / </span>
        <span className="font-medium">{model}</span>
        {tier !== "" && <span className="text-ink-3"> {tier}</span>}
      </span>
    ),
  },
  rate("input", "Input"),
  rate("cacheRead", "Cache read"),
  rate("cacheWrite5m", "Cache write"),
  rate("cacheWrite1h", "1 h write"),
  rate("output", "Output"),
  {
    id: "above",
    header: "Long context",
    align: "right",
    cell: ({ above }) =>
      above.length === 0 ? (
        <span className="text-ink-3">–</span>
      ) : (
        above.map(({ tokens, perMtok }) => `${dollars(perMtok.input ?? "0")} over ${tokens / 1000}k`).join(", ")
      ),
  },
  {
    id: "valid",
    header: "Valid",
    cell: ({ effectiveFrom, effectiveUntil, hours }) => (
      <span className="whitespace-nowrap text-ink-2">
        {[effectiveFrom && `from ${effectiveFrom}`, effectiveUntil && `until ${effectiveUntil}`, hours]
          .filter(Boolean)
          .join(" ") || "always"}
      </span>
    ),
  },
  {
    id: "source",
    header: "Source",
    cell: ({ source }) => <span className="whitespace-nowrap text-ink-2">{source}</span>,
  },
];
