"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { notify } from "#lib/notify.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import type { AppRouter } from "#server/root.ts";
import { useTRPC } from "#trpc/client.tsx";

const ROLES = ["", "provider", "deployer", "both"] as const;
type Role = (typeof ROLES)[number];

export interface LogSettingsFormProps {
  readonly now: inferRouterOutputs<AppRouter>["compliance"]["settings"]["now"];
  readonly mayChange: boolean;
}

export function LogSettingsForm({ now, mayChange }: LogSettingsFormProps) {
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [enabled, setEnabled] = useState(now.enabled);
  const [role, setRole] = useState<Role>(ROLES.find((known) => known === now.role) ?? "");
  const [annex3, setAnnex3] = useState(now.annex3);
  const [policyVersion, setPolicyVersion] = useState(now.policy_version);
  const [ifuVersion, setIfuVersion] = useState(now.ifu_version);
  const save = useMutation(
    trpc.compliance.changeSettings.mutationOptions({
      onSuccess: async () => {
        notify("Saved");
        await client.invalidateQueries(trpc.compliance.settings.queryFilter());
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ project, settings: { enabled, role, annex3, policyVersion, ifuVersion } });
  }
  return (
    <form onSubmit={submit}>
      <fieldset disabled={!mayChange} className="grid items-start gap-3 sm:grid-cols-3 lg:grid-cols-5">
        <SelectField
          label="Records"
          value={enabled ? "on" : "off"}
          onChange={({ target }) => setEnabled(target.value === "on")}
        >
          <option value="on">are logged</option>
          <option value="off">are not logged</option>
        </SelectField>
        <SelectField label="You are" value={role} onChange={({ target }) => setRole(target.value as Role)}>
          {ROLES.map((value) => (
            <option key={value} value={value}>
              {value === "" ? "not said" : value === "both" ? "provider and deployer" : value}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Point of Annex III"
          hint="Such as 4(a); empty for none."
          value={annex3}
          onChange={({ target }) => setAnnex3(target.value)}
        />
        <TextField
          label="Version of the policy"
          value={policyVersion}
          onChange={({ target }) => setPolicyVersion(target.value)}
        />
        <TextField
          label="Version of the instructions"
          value={ifuVersion}
          onChange={({ target }) => setIfuVersion(target.value)}
        />
      </fieldset>
      {save.error && (
        <p role="alert" className="mt-3 text-bad">
          {save.error.message}
        </p>
      )}
      {mayChange && (
        <Button type="submit" variant="solid" className="mt-4" disabled={save.isPending}>
          Save
        </Button>
      )}
    </form>
  );
}
