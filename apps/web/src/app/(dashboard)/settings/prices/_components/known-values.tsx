"use client";
import { useQuery } from "@tanstack/react-query";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

/** What the project's calls really say, offered while typing. */
export function KnownValues({ id, dimension }: { readonly id: string; readonly dimension: "provider" | "model" }) {
  const { project } = useScope();
  const values = useQuery(useTRPC().scope.values.queryOptions({ project, dimension, prefix: "" }));
  return (
    <datalist id={id}>{values.data?.map(({ value }) => value !== "" && <option key={value} value={value} />)}</datalist>
  );
}
