import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { loadScope } from "#server/load-scope.ts";
import { prefetched } from "#server/prefetched.ts";
import { getQueryClient, HydrateClient, trpc } from "#trpc/server.tsx";
import { SessionsView } from "./sessions-view.tsx";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const scope = await loadScope(searchParams);
  if (scope.ready) {
    const client = getQueryClient();
    await prefetched([
      client.prefetchQuery(trpc.scope.describe.queryOptions({ project: scope.project, range: scope.input.range })),
      client.prefetchInfiniteQuery(
        trpc.sessions.list.infiniteQueryOptions(scope.input, {
          initialCursor: null,
          getNextPageParam: ({ next }) => next,
        }),
      ),
    ]);
  }
  return (
    <HydrateClient>
      <SessionsView />
    </HydrateClient>
  );
}
