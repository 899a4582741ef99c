"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/root.ts";
import { useTRPC } from "#trpc/client.tsx";
import { useScope } from "./use-scope.ts";

export type ScopeInfo = inferRouterOutputs<AppRouter>["scope"]["describe"];

/** What the server makes of the scope: instants, time zone, currency and its rate. Undefined while loading. */
export function useScopeInfo(): ScopeInfo | undefined {
  const { project, params, refetchInterval } = useScope();
  const trpc = useTRPC();
  return useQuery({
    ...trpc.scope.describe.queryOptions({ project, range: params.range }),
    placeholderData: keepPreviousData,
    refetchInterval,
  }).data;
}
