"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { notify } from "#lib/notify.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import type { RouterOutputs } from "#trpc/router-outputs.ts";
import { LIMIT_WORDS, limitsOf, limitText } from "./limit-words.ts";
import { ReplayResult } from "./replay-result.tsx";

type Limits = RouterOutputs["agents"]["limits"][number];
type Mode = "" | "observe" | "block";

export interface ThresholdFormProps {
  readonly feature: string;
  readonly own: Limits["own"];
  /** Of the project, for a feature; null for the project itself. */
  readonly inherited: Limits | null;
}

/** Every threshold of the project or of one feature; what is left empty is inherited. */
export function ThresholdForm({ feature, own, inherited }: ThresholdFormProps) {
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(Object.entries(own.limits).map(([name, value]) => [name, limitText(value)])),
  );
  const [mode, setMode] = useState(own.mode as Mode);
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const isAdmin = useQuery(trpc.workspace.get.queryOptions()).data?.role === "admin";
  const defaults = useQuery(trpc.agents.defaults.queryOptions()).data;
  const save = useMutation(
    trpc.agents.saveLimits.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries(trpc.agents.limits.queryFilter());
        notify("Saved. Open traces have it within a second.");
      },
    }),
  );
  const replay = useMutation(trpc.agents.replay.mutationOptions());
  const question = () => ({ project, set: { feature, mode, limits: limitsOf(texts) } });
  const error = save.error ?? replay.error;
  function submit(event: FormEvent) {
    event.preventDefault();
    replay.reset();
    save.mutate(question());
  }
  function tryOut() {
    save.reset();
    replay.mutate(question());
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <SelectField
        label="When a critical rule is broken"
        hint="Exporters refuse the next model call of a halted trace; see the guide on runaways."
        className="max-w-md"
        disabled={!isAdmin}
        value={mode}
        onChange={({ target }) => setMode(target.value as Mode)}
      >
        <option value="">
          {inherited === null
            ? "Tell only (default)"
            : `As the project: ${inherited.mode === "block" ? "halt" : "tell only"}`}
        </option>
        <option value="observe">Tell only</option>
        <option value="block">Halt the trace</option>
      </SelectField>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4 xl:grid-cols-5">
        {LIMIT_WORDS.map(({ name, label, hint }) => (
          <TextField
            key={name}
            label={label}
            hint={hint}
            disabled={!isAdmin}
            inputMode={name.endsWith("_usd") ? "decimal" : "text"}
            placeholder={limitText((inherited?.limits ?? defaults)?.[name])}
            value={texts[name] ?? ""}
            onChange={({ target }) => setTexts({ ...texts, [name]: target.value })}
          />
        ))}
      </div>
      <p className="text-xs text-ink-3">
        Empty: {inherited === null ? "the default" : "as the project"}, shown in grey. Write “off” to switch a rule off.
      </p>
      {error && (
        <p role="alert" className="text-bad">
          {error.message}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="solid" disabled={!isAdmin || save.isPending}>
          Save
        </Button>
        <Button onClick={tryOut} disabled={replay.isPending}>
          {replay.isPending ? "Looking at the last 7 days" : "Try on the last 7 days"}
        </Button>
        {!isAdmin && <p className="text-xs text-ink-3">Changing thresholds needs an admin key.</p>}
      </div>
      {replay.data && <ReplayResult replay={replay.data} feature={feature} />}
    </form>
  );
}
