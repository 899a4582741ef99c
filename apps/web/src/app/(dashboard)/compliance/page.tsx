import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { loadScope } from "#server/load-scope.ts";
import { prefetched } from "#server/prefetched.ts";
import { getQueryClient, HydrateClient, trpc } from "#trpc/server.tsx";
import { ComplianceView } from "./compliance-view.tsx";

export const metadata: Metadata = { title: "Compliance" };

export default async function CompliancePage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const scope = await loadScope(searchParams);
  if (scope.ready) {
    const client = getQueryClient();
    const { project } = scope;
    await prefetched([
      client.prefetchQuery(trpc.scope.describe.queryOptions({ project, range: scope.input.range })),
      client.prefetchQuery(trpc.compliance.logs.queryOptions({ project })),
      client.prefetchQuery(trpc.compliance.exports.queryOptions({ project })),
    ]);
  }
  return (
    <HydrateClient>
      <ComplianceView />
    </HydrateClient>
  );
}
