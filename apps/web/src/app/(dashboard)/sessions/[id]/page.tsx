import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { loadScope } from "#server/load-scope.ts";
import { prefetched } from "#server/prefetched.ts";
import { getQueryClient, HydrateClient, trpc } from "#trpc/server.tsx";
import { SessionView } from "./session-view.tsx";

export const metadata: Metadata = { title: "Session" };

interface SessionPageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<SearchParams>;
}

export default async function SessionPage({ params, searchParams }: SessionPageProps) {
  const [{ id }, scope] = await Promise.all([params, loadScope(searchParams)]);
  const session = decoded(id);
  if (scope.ready && session.length <= 1000) {
    const { project, input } = scope;
    const client = getQueryClient();
    await prefetched([
      client.prefetchQuery(trpc.scope.describe.queryOptions({ project, range: input.range })),
      client.prefetchInfiniteQuery(
        trpc.sessions.get.infiniteQueryOptions(
          { project, session, currency: input.currency },
          { initialCursor: null, getNextPageParam: ({ next }) => next },
        ),
      ),
    ]);
  }
  return (
    <HydrateClient>
      <SessionView session={session} />
    </HydrateClient>
  );
}

/** An address that somebody cut in two is shown as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
