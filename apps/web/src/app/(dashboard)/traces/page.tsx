import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { loadScope } from "#server/load-scope.ts";
import { prefetched } from "#server/prefetched.ts";
import { getQueryClient, HydrateClient, trpc } from "#trpc/server.tsx";
import { CallsView } from "./calls-view.tsx";
import { callsParams } from "./search-params.ts";

export const metadata: Metadata = { title: "Calls" };
const load = createLoader(callsParams);

export default async function CallsPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const [scope, { text, ...search }] = await Promise.all([loadScope(searchParams), load(searchParams)]);
  if (scope.ready && text === "") {
    const client = getQueryClient();
    await prefetched([
      client.prefetchQuery(trpc.scope.describe.queryOptions({ project: scope.project, range: scope.input.range })),
      client.prefetchInfiniteQuery(
        trpc.calls.list.infiniteQueryOptions(
          { ...scope.input, ...search },
          { initialCursor: null, getNextPageParam: ({ next }) => next },
        ),
      ),
    ]);
  }
  return (
    <HydrateClient>
      <CallsView />
    </HydrateClient>
  );
}
