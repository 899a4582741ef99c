import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { loadScope } from "#server/load-scope.ts";
import { prefetched } from "#server/prefetched.ts";
import { getQueryClient, HydrateClient, trpc } from "#trpc/server.tsx";
import { TraceView } from "./trace-view.tsx";

export const metadata: Metadata = { title: "Trace" };

interface TracePageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<SearchParams>;
}

export default async function TracePage({ params, searchParams }: TracePageProps) {
  const [{ id }, scope] = await Promise.all([params, loadScope(searchParams)]);
  const isTraceId = /^[0-9a-f]{32}$/i.test(id);
  if (scope.ready && isTraceId) {
    const client = getQueryClient();
    await prefetched([
      client.prefetchQuery(trpc.scope.describe.queryOptions({ project: scope.project, range: scope.input.range })),
      client.prefetchQuery(
        trpc.calls.trace.queryOptions({
          project: scope.project,
          traceId: id.toLowerCase(),
          currency: scope.input.currency,
        }),
      ),
    ]);
  }
  return (
    <HydrateClient>
      <TraceView traceId={isTraceId ? id.toLowerCase() : null} shown={id} />
    </HydrateClient>
  );
}
