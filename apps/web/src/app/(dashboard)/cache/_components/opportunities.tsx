"use client";
import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { Money } from "#components/figures/money.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { InCurrency } from "#lib/money/use-currency.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { callsHref } from "#lib/scope/calls-href.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import type { RouterOutputs } from "#trpc/router-outputs.ts";

type Opportunity = RouterOutputs["cache"]["opportunities"]["found"][number];

const KINDS = [
  { kind: "stopped", what: "caches that stopped" },
  { kind: "unread", what: "writes that are hardly read" },
  { kind: "lifetime", what: "cache lifetimes" },
  { kind: "repeated", what: "repeated prompts" },
  { kind: "near", what: "similar prompts" },
  { kind: "prefix", what: "long beginnings" },
] as const;
const STALE_MS = 300_000;
const SHOWN = 6;

/** What caching could still save, the biggest first; each kind arrives by itself. */
export function Opportunities() {
  const [isWhole, setWhole] = useState(false);
  const { input, params } = useScope();
  const trpc = useTRPC();
  const searches = useQueries({
    queries: KINDS.map(({ kind }) => ({
      ...trpc.cache.opportunities.queryOptions({ ...input, kind }),
      placeholderData: keepPreviousData,
      staleTime: STALE_MS,
    })),
  });
  const found = searches
    .flatMap(({ data }) => data?.found.map((one) => ({ ...one, currency: data.currency })) ?? [])
    .toSorted((a, b) => (parseAmount(a.monthUsd ?? "0") < parseAmount(b.monthUsd ?? "0") ? 1 : -1));
  const failed = searches.flatMap((search, index) =>
    search.error ? [{ error: search.error, retry: search.refetch, what: KINDS[index]?.what ?? "" }] : [],
  );
  const isLoading = searches.some(({ isPending }) => isPending);
  return (
    <Card
      flush
      title="What is left to gain"
      description="Estimates per 30 days, each with what it was seen in and what has to hold. They overlap: do not add them up."
    >
      {failed.map(({ error, retry, what }) => (
        <ErrorState key={what} what={what} error={error} onRetry={() => void retry()} />
      ))}
      <ul className="divide-y border-t" aria-label="Opportunities">
        {found.slice(0, isWhole ? found.length : SHOWN).map(({ currency, ...one }) => (
          <InCurrency key={one.title} value={currency}>
            <Item one={one} filters={params.f} />
          </InCurrency>
        ))}
        {isLoading && (
          <li className="px-4 py-3" aria-busy>
            <Skeleton className="h-4 w-72" />
            <Skeleton className="mt-2 h-3 w-full max-w-xl" />
          </li>
        )}
      </ul>
      {!isWhole && found.length > SHOWN && (
        <p className="border-t px-4 py-2">
          <Button variant="quiet" onClick={() => setWhole(true)}>
            Show {found.length - SHOWN} more
          </Button>
        </p>
      )}
      {!isLoading && found.length === 0 && failed.length === 0 && (
        <p className="px-4 py-5 text-ink-2">
          Nothing found in this view: no cache that stopped, no prompts that repeat, no long beginnings left uncached.
          Prompts are compared only where their content is stored.
        </p>
      )}
    </Card>
  );
}

function Item({ one, filters }: { readonly one: Opportunity; readonly filters: readonly string[] }) {
  const by = one.filters.map(({ dimension }) => dimension);
  const keys = one.filters.map(({ value }) => value);
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_7rem_9rem] sm:items-start">
      <div className="min-w-0">
        <h3 className="font-medium break-words">{one.title}</h3>
        <p className="max-w-3xl text-ink-2">{one.sample}</p>
        <p className="max-w-3xl text-xs text-ink-3">Assumes: {one.assumption}</p>
      </div>
      <p className="num sm:text-right">
        <span className="font-semibold">
          <Money usd={one.monthUsd} />
        </span>
        <span className="text-xs text-ink-3 sm:block"> per month</span>
      </p>
      <p className="flex gap-1.5">
        <ScopedLink href={callsHref({ by, keys, filters })} className={buttonClass("outline")}>
          Calls
        </ScopedLink>
        {one.sampleTraceId !== null && (
          <ScopedLink href={`/traces/${one.sampleTraceId}`} className={buttonClass("quiet")}>
            Sample
          </ScopedLink>
        )}
      </p>
    </li>
  );
}
