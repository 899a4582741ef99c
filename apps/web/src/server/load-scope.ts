import "server-only";
import { createLoader, type SearchParams } from "nuqs/server";
import { scopeParams } from "#lib/scope/scope-params.ts";
import { scopeFilters } from "#lib/scope/scope-filters.ts";
import { getQueryClient, trpc } from "#trpc/server.tsx";

const load = createLoader(scopeParams);

/** The same reading of the URL as `useScope`, for prefetching. `ready` is false when the page will not show data. */
export async function loadScope(searchParams: Promise<SearchParams>) {
  const params = await load(searchParams);
  const workspace = await getQueryClient().fetchQuery({ ...trpc.workspace.get.queryOptions(), staleTime: Infinity });
  const project = params.project ?? workspace.landing;
  const known = workspace.projects.find(({ id }) => id === project);
  return {
    project,
    ready: known?.hasSpans ?? false,
    input: { project, range: params.range, filters: scopeFilters(params.env, params.f), currency: params.currency },
  };
}
