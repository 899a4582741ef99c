import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { loadScope } from "#server/load-scope.ts";
import { prefetched } from "#server/prefetched.ts";
import { getQueryClient, HydrateClient, trpc } from "#trpc/server.tsx";
import { TraceView } from "./trace-view.tsx";

export const metadata: Metadata = { title: "Trace" };

/** A longer trace is asked for by the browser: twice in the HTML, as markup and as data, it would be slower than that. */
const MAX_IN_HTML = 500;

interface TracePageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<SearchParams>;
}

export default async function TracePage({ params, searchParams }: TracePageProps) {
  const [{ id }, scope] = await Promise.all([params, loadScope(searchParams)]);
  const isTraceId = /^[0-9a-f]{32}$/i.test(id);
  if (scope.ready && isTraceId) {
    const client = getQueryClient();
    const { project } = scope;
    const traceId = id.toLowerCase();
    await prefetched([
      client.prefetchQuery(trpc.scope.describe.queryOptions({ project, range: scope.input.range })),
      prefetchShort({ project, traceId, currency: scope.input.currency }),
    ]);
  }
  return (
    <HydrateClient>
      <TraceView traceId={isTraceId ? id.toLowerCase() : null} shown={id} />
    </HydrateClient>
  );
}

async function prefetchShort(input: {
  readonly project: string;
  readonly traceId: string;
  readonly currency: "project" | "USD";
}): Promise<void> {
  const client = getQueryClient();
  const { project, traceId } = input;
  try {
    const size = await client.fetchQuery(trpc.calls.traceSize.queryOptions({ project, traceId }));
    if (size <= MAX_IN_HTML) await client.prefetchQuery(trpc.calls.trace.queryOptions(input));
  } catch {
    // The browser asks for the trace itself and shows what is wrong.
  }
}
