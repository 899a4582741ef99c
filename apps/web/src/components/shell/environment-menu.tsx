"use client";
import { useQuery } from "@tanstack/react-query";
import { MenuSelect } from "#components/ui/menu-select.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

const ALL = "*";

export function EnvironmentMenu() {
  const { project, params, setParams } = useScope();
  const trpc = useTRPC();
  const values = useQuery(trpc.scope.values.queryOptions({ project, dimension: "environment", prefix: "" })).data ?? [];
  const names = new Set(values.map(({ value }) => value));
  if (params.env !== null) names.add(params.env);
  return (
    <MenuSelect
      label="Environment"
      value={params.env ?? ALL}
      options={[
        { value: ALL, label: "All environments" },
        ...[...names].toSorted().map((name) => ({ value: name, label: name === "" ? "no environment" : name })),
      ]}
      onChange={(value) => void setParams({ env: value === ALL ? null : value })}
    />
  );
}
