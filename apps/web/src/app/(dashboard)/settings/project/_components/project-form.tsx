"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState, type FormEvent } from "react";

import { notify } from "#lib/notify.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { useTRPC } from "#trpc/client.tsx";

export interface ProjectFormProps {
  readonly project: {
    readonly id: string;
    readonly name: string;
    readonly timeZone: string;
    readonly costSource: "computed" | "client_reported";
  };
}

export function ProjectForm({ project }: ProjectFormProps) {
  const [name, setName] = useState(project.name);
  const [timeZone, setTimeZone] = useState(project.timeZone);
  const [costSource, setCostSource] = useState(project.costSource);
  const zones = useMemo(() => ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")], []);
  const client = useQueryClient();
  const save = useMutation(
    useTRPC().settings.project.update.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries();
        notify("Saved");
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ project: project.id, name, timeZone, costSource });
  }
  return (
    <Card title="Project" description={`Id: ${project.id}`}>
      <form onSubmit={submit} className="space-y-4">
        <TextField label="Name" required value={name} onChange={({ target }) => setName(target.value)} />
        <SelectField
          label="Time zone"
          hint="Days, months and the times on all pages are in this zone."
          value={timeZone}
          onChange={({ target }) => setTimeZone(target.value)}
        >
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Which cost counts"
          hint="For calls that arrive from now on. Both figures are kept; a difference over 1 % shows under Data quality."
          value={costSource}
          onChange={({ target }) => setCostSource(target.value === "client_reported" ? "client_reported" : "computed")}
        >
          <option value="computed">Ours: tokens times the dated price</option>
          <option value="client_reported">The client’s, where it reports one</option>
        </SelectField>
        {save.error && (
          <p role="alert" className="text-bad">
            {save.error.message}
          </p>
        )}
        <Button type="submit" variant="solid" disabled={save.isPending}>
          Save
        </Button>
      </form>
    </Card>
  );
}
