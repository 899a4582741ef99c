import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { groupByOf } from "#lib/scope/group-by-of.ts";
import { loadScope } from "#server/load-scope.ts";
import { prefetched } from "#server/prefetched.ts";
import { getQueryClient, HydrateClient, trpc } from "#trpc/server.tsx";
import { LatencyView } from "./latency-view.tsx";
import { latencyParams } from "./search-params.ts";

export const metadata: Metadata = { title: "Latency" };
const load = createLoader(latencyParams);

export default async function LatencyPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const [scope, { by, of }] = await Promise.all([loadScope(searchParams), load(searchParams)]);
  if (scope.ready) {
    const client = getQueryClient();
    await prefetched([
      client.prefetchQuery(trpc.scope.describe.queryOptions({ project: scope.project, range: scope.input.range })),
      client.prefetchQuery(trpc.latency.summary.queryOptions(scope.input)),
      client.prefetchQuery(trpc.latency.overTime.queryOptions({ ...scope.input, kind: of })),
      client.prefetchQuery(trpc.latency.table.queryOptions({ ...scope.input, by: groupByOf(by) })),
    ]);
  }
  return (
    <HydrateClient>
      <LatencyView />
    </HydrateClient>
  );
}
