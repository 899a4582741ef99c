"use client";
import { useQuery } from "@tanstack/react-query";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

export function EnvironmentMenu() {
  const { project, params, setParams } = useScope();
  const trpc = useTRPC();
  const values = useQuery(trpc.scope.values.queryOptions({ project, dimension: "environment", prefix: "" })).data ?? [];
  const names = new Set(values.map(({ value }) => value));
  if (params.env !== null) names.add(params.env);
  return (
    <select
      aria-label="Environment"
      value={params.env ?? "*"}
      onChange={({ target }) => void setParams({ env: target.value === "*" ? null : target.value })}
      className="h-8 max-w-40 rounded-md border border-line-strong bg-surface px-2 font-medium hover:bg-hover"
    >
      <option value="*">All environments</option>
      {[...names].toSorted().map((name) => (
        <option key={name} value={name}>
          {name === "" ? "no environment" : name}
        </option>
      ))}
    </select>
  );
}
