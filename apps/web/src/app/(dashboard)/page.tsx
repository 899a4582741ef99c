import { createLoader, type SearchParams } from "nuqs/server";
import { loadScope } from "#server/load-scope.ts";
import { prefetched } from "#server/prefetched.ts";
import { getQueryClient, HydrateClient, trpc } from "#trpc/server.tsx";
import { OverviewView } from "./overview-view.tsx";
import { overviewParams } from "./search-params.ts";

const load = createLoader(overviewParams);

export default async function OverviewPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const [scope, { movers }] = await Promise.all([loadScope(searchParams), load(searchParams)]);
  if (scope.ready) {
    const client = getQueryClient();
    const { range: _, ...anyRange } = scope.input;
    await prefetched([
      client.prefetchQuery(trpc.scope.describe.queryOptions({ project: scope.project, range: scope.input.range })),
      client.prefetchQuery(trpc.overview.summary.queryOptions(scope.input)),
      client.prefetchQuery(trpc.costs.overTime.queryOptions({ ...scope.input, by: ["feature"] })),
      client.prefetchQuery(trpc.overview.movers.queryOptions({ ...scope.input, by: movers })),
      client.prefetchQuery(trpc.agents.recent.queryOptions({ project: scope.project, currency: scope.input.currency })),
      client.prefetchQuery(trpc.overview.forecast.queryOptions(anyRange)),
      client.prefetchQuery(trpc.budgets.list.queryOptions({ project: scope.project })),
      client.prefetchQuery(trpc.alerts.open.queryOptions({ project: scope.project })),
      client.prefetchQuery(trpc.quality.findings.queryOptions({ project: scope.project, range: scope.input.range })),
    ]);
  }
  return (
    <HydrateClient>
      <OverviewView />
    </HydrateClient>
  );
}
