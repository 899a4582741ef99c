import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { loadScope } from "#server/load-scope.ts";
import { prefetched } from "#server/prefetched.ts";
import { getQueryClient, HydrateClient, trpc } from "#trpc/server.tsx";
import { DataQualityView } from "./data-quality-view.tsx";

export const metadata: Metadata = { title: "Data quality" };

export default async function DataQualityPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const scope = await loadScope(searchParams);
  if (scope.ready) {
    const client = getQueryClient();
    const question = { project: scope.project, range: scope.input.range };
    await prefetched([
      client.prefetchQuery(trpc.scope.describe.queryOptions(question)),
      client.prefetchQuery(trpc.quality.findings.queryOptions(question)),
      client.prefetchQuery(trpc.quality.unpricedModels.queryOptions(question)),
    ]);
  }
  return (
    <HydrateClient>
      <DataQualityView />
    </HydrateClient>
  );
}
