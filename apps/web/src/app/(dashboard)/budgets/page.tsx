import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { loadScope } from "#server/load-scope.ts";
import { prefetched } from "#server/prefetched.ts";
import { getQueryClient, HydrateClient, trpc } from "#trpc/server.tsx";
import { BudgetsView } from "./budgets-view.tsx";
import { budgetsParams } from "./search-params.ts";

export const metadata: Metadata = { title: "Budgets" };
const load = createLoader(budgetsParams);

export default async function BudgetsPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const [{ project, input }, { tab }] = await Promise.all([loadScope(searchParams), load(searchParams)]);
  const client = getQueryClient();
  await prefetched([
    client.prefetchQuery(trpc.scope.describe.queryOptions({ project, range: input.range })),
    ...(tab === "budgets" ? [client.prefetchQuery(trpc.budgets.list.queryOptions({ project }))] : []),
    ...(tab === "alerts" ? [client.prefetchQuery(trpc.alerts.list.queryOptions({ project }))] : []),
    client.prefetchQuery(trpc.channels.list.queryOptions({ project })),
  ]);
  return (
    <HydrateClient>
      <BudgetsView />
    </HydrateClient>
  );
}
