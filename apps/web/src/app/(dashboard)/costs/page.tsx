import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { loadScope } from "#server/load-scope.ts";
import { prefetched } from "#server/prefetched.ts";
import { getQueryClient, HydrateClient, trpc } from "#trpc/server.tsx";
import { CostsView } from "./costs-view.tsx";
import { costsParams } from "./search-params.ts";
import { groupByOf } from "#lib/scope/group-by-of.ts";

export const metadata: Metadata = { title: "Costs" };
const load = createLoader(costsParams);

export default async function CostsPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const [scope, { by }] = await Promise.all([loadScope(searchParams), load(searchParams)]);
  if (scope.ready) {
    const client = getQueryClient();
    const question = { ...scope.input, by: groupByOf(by) };
    await prefetched([
      client.prefetchQuery(trpc.scope.describe.queryOptions({ project: scope.project, range: scope.input.range })),
      client.prefetchQuery(trpc.costs.overTime.queryOptions(question)),
      client.prefetchQuery(trpc.costs.table.queryOptions(question)),
    ]);
  }
  return (
    <HydrateClient>
      <CostsView />
    </HydrateClient>
  );
}
