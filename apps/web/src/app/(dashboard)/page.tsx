import { loadScope } from "#server/load-scope.ts";
import { prefetched } from "#server/prefetched.ts";
import { getQueryClient, HydrateClient, trpc } from "#trpc/server.tsx";
import type { SearchParams } from "nuqs/server";
import { OverviewView } from "./overview-view.tsx";

export default async function OverviewPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const scope = await loadScope(searchParams);
  if (scope.ready) {
    const client = getQueryClient();
    await prefetched([
      client.prefetchQuery(trpc.scope.describe.queryOptions({ project: scope.project, range: scope.input.range })),
      client.prefetchQuery(trpc.overview.summary.queryOptions(scope.input)),
      client.prefetchQuery(trpc.costs.overTime.queryOptions({ ...scope.input, by: ["feature"] })),
      client.prefetchQuery(trpc.overview.movers.queryOptions({ ...scope.input, by: "feature" })),
      client.prefetchQuery(trpc.quality.findings.queryOptions({ project: scope.project, range: scope.input.range })),
    ]);
  }
  return (
    <HydrateClient>
      <OverviewView />
    </HydrateClient>
  );
}
