"use client";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useTRPC } from "#trpc/client.tsx";
import { scopeFilters } from "./scope-filters.ts";
import { scopeParams } from "./scope-params.ts";

/** What the URL asks for, and the `input` that every scoped query takes. */
export function useScope() {
  const [params, setParams] = useQueryStates(scopeParams, { history: "push" });
  const trpc = useTRPC();
  const workspace = useQuery(trpc.workspace.get.queryOptions());
  const project = params.project ?? workspace.data?.landing ?? "default";
  const key = JSON.stringify(params.f);
  const input = useMemo(
    () => ({
      project,
      range: params.range,
      filters: scopeFilters(params.env, JSON.parse(key) as string[]),
      currency: params.currency,
    }),
    [project, params.range, params.env, params.currency, key],
  );
  return {
    params,
    setParams,
    project,
    input,
    comparing: params.compare === "previous",
    /** A tab in the background does not ask (the default of `useQuery`). */
    refetchInterval: params.live ? 5000 : 30_000,
  };
}
