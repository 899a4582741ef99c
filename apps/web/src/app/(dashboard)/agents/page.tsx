import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { loadScope } from "#server/load-scope.ts";
import { prefetched } from "#server/prefetched.ts";
import { getQueryClient, HydrateClient, trpc } from "#trpc/server.tsx";
import { AgentsView } from "./agents-view.tsx";

export const metadata: Metadata = { title: "Agents" };

export default async function AgentsPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const scope = await loadScope(searchParams);
  if (scope.ready) {
    const client = getQueryClient();
    const { project, range, currency } = scope.input;
    await prefetched([
      client.prefetchQuery(trpc.scope.describe.queryOptions({ project, range })),
      client.prefetchQuery(trpc.agents.open.queryOptions({ project, currency })),
      client.prefetchQuery(trpc.agents.found.queryOptions({ project, range, currency })),
      client.prefetchQuery(trpc.agents.defaults.queryOptions()),
      client.prefetchQuery(trpc.agents.limits.queryOptions({ project })),
    ]);
  }
  return (
    <HydrateClient>
      <AgentsView />
    </HydrateClient>
  );
}
