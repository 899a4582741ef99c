import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { groupByOf } from "#lib/scope/group-by-of.ts";
import { loadScope } from "#server/load-scope.ts";
import { prefetched } from "#server/prefetched.ts";
import { getQueryClient, HydrateClient, trpc } from "#trpc/server.tsx";
import { CacheView } from "./cache-view.tsx";
import { cacheParams } from "./search-params.ts";

export const metadata: Metadata = { title: "Cache" };
const load = createLoader(cacheParams);

export default async function CachePage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const [scope, { by }] = await Promise.all([loadScope(searchParams), load(searchParams)]);
  if (scope.ready) {
    const client = getQueryClient();
    await prefetched([
      client.prefetchQuery(trpc.scope.describe.queryOptions({ project: scope.project, range: scope.input.range })),
      client.prefetchQuery(trpc.cache.foreignHits.queryOptions(scope.input)),
      client.prefetchQuery(trpc.cache.summary.queryOptions(scope.input)),
      client.prefetchQuery(trpc.cache.overTime.queryOptions(scope.input)),
      client.prefetchQuery(trpc.cache.table.queryOptions({ ...scope.input, by: groupByOf(by) })),
    ]);
  }
  return (
    <HydrateClient>
      <CacheView />
    </HydrateClient>
  );
}
