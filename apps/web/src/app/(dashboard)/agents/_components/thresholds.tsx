"use client";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { TextField } from "#components/ui/field.tsx";
import { MenuSelect } from "#components/ui/menu-select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { agentsParams } from "../search-params.ts";
import { ThresholdForm } from "./threshold-form.tsx";

/** From which point on something counts as a runaway, for the project and for each feature. */
export function Thresholds() {
  const [{ limits: feature }, setOwn] = useQueryStates(agentsParams, { history: "push" });
  const { project } = useScope();
  const trpc = useTRPC();
  const limits = useQuery(trpc.agents.limits.queryOptions({ project }));
  const values = useQuery(trpc.scope.values.queryOptions({ project, dimension: "feature", prefix: "" }));
  const open = (name: string) => void setOwn({ limits: name === "" ? null : name });
  const own = limits.data?.filter((one) => one.feature !== "").map((one) => one.feature) ?? [];
  const names = [...new Set([...own, ...(values.data ?? []).map(({ value }) => value), feature])].filter(Boolean);
  const whole = limits.data?.find((one) => one.feature === "");
  const shown = limits.data?.find((one) => one.feature === feature);
  return (
    <Card
      title="Thresholds"
      description="From which point on the rules call a trace a runaway. A feature inherits from the project."
      actions={
        <MenuSelect
          label="Thresholds of"
          value={feature}
          options={[
            { value: "", label: "The whole project" },
            ...names.map((name) => ({ value: name, label: own.includes(name) ? `${name} (own)` : name })),
          ]}
          onChange={open}
          more={(close) => <OtherFeature onPick={(name) => [close(), open(name)]} />}
        />
      }
    >
      {limits.error ? (
        <ErrorState what="the thresholds" error={limits.error} onRetry={() => void limits.refetch()} />
      ) : whole === undefined ? (
        <Skeleton className="h-64 w-full" />
      ) : (
        <ThresholdForm
          key={`${project} ${feature} ${JSON.stringify(shown?.own)}`}
          feature={feature}
          own={shown?.own ?? { mode: "", limits: {} }}
          inherited={feature === "" ? null : whole}
        />
      )}
    </Card>
  );
}

/** A feature that has sent nothing yet. */
function OtherFeature({ onPick }: { readonly onPick: (name: string) => void }) {
  const [name, setName] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() !== "") onPick(name.trim());
  }
  return (
    <form onSubmit={submit} className="mt-1 flex items-end gap-1.5 border-t p-2">
      <TextField
        label="Another feature"
        value={name}
        maxLength={200}
        onChange={({ target }) => setName(target.value)}
      />
      <Button type="submit">Show</Button>
    </form>
  );
}
