"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { notify } from "#lib/notify.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { CheckField } from "../../settings/_components/check-field.tsx";

export const CLASSES = [
  ["49a_death", "death of a person"],
  ["49a_health", "serious harm to health"],
  ["49b_infrastructure", "critical infrastructure disrupted"],
  ["49c_fundamental_rights", "fundamental rights infringed"],
  ["49d_property_environment", "serious harm to property or environment"],
  ["widespread", "widespread infringement"],
  ["near_miss", "near miss"],
] as const;

const PHASES = [
  ["suspected", "suspected"],
  ["confirmed", "confirmed"],
  ["reported_initial", "first report sent"],
  ["reported_complete", "complete report sent"],
  ["investigating", "investigating"],
  ["corrected", "corrected"],
  ["closed", "closed"],
  ["not_reportable", "found not to be reportable"],
] as const;

type Class = (typeof CLASSES)[number][0];
type Phase = (typeof PHASES)[number][0];

export interface RecordIncidentProps {
  readonly systems: readonly { readonly system: string }[];
  readonly onClose: () => void;
}

/** Records an incident, or the next state of one under the same id. */
export function RecordIncident({ systems, onClose }: RecordIncidentProps) {
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [system, setSystem] = useState(systems[0]?.system ?? "");
  const [inc, setInc] = useState("");
  const [kind, setKind] = useState<Class>("49a_health");
  const [phase, setPhase] = useState<Phase>("suspected");
  const [isHeld, setHeld] = useState(true);
  const [aware, setAware] = useState(() => new Date().toISOString().slice(0, 16));
  /** A later state of an incident needs no second hold. */
  function choose(next: Phase) {
    setPhase(next);
    setHeld(next === "suspected" || next === "confirmed");
  }
  async function finish() {
    notify("Handed to the log");
    onClose();
    await client.invalidateQueries(trpc.compliance.incidents.queryFilter());
    await client.invalidateQueries(trpc.compliance.holds.queryFilter());
  }
  const hold = useMutation(trpc.compliance.placeHold.mutationOptions({ onSuccess: finish }));
  const record = useMutation(
    trpc.compliance.record.mutationOptions({
      onSuccess: async () => {
        if (!isHeld) return finish();
        const kept = {
          scope: "project",
          value: "",
          basis: "aiact:73:6",
          owner: "incident",
          note: `Incident ${inc}`,
        } as const;
        hold.mutate({ project, hold: { ...kept, reviewOn: null } });
        return undefined;
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    const d = { inc, phase, class: kind, aware_us: Date.parse(`${aware}Z`) * 1_000 };
    record.mutate({ project, record: { kind: "incident", system, d } });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Record an incident"
      description="A record cannot be changed; what happens next is another one under the same id."
    >
      <form onSubmit={submit} className="space-y-4">
        <TextField
          label="Id"
          hint="Of your own register, such as INC-7. No names of persons."
          required
          pattern="[A-Za-z0-9._:/@\-]{1,128}"
          value={inc}
          onChange={({ target }) => setInc(target.value)}
        />
        <SelectField label="System" value={system} onChange={({ target }) => setSystem(target.value)}>
          {systems.map(({ system: name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField label="Class" value={kind} onChange={({ target }) => setKind(target.value as Class)}>
          {CLASSES.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <SelectField label="Phase" value={phase} onChange={({ target }) => choose(target.value as Phase)}>
          {PHASES.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Known since (UTC)"
          type="datetime-local"
          required
          value={aware}
          onChange={({ target }) => setAware(target.value)}
        />
        <CheckField
          label="Hold the project’s data: nothing expires or is erased until it is released (Article 73(6))"
          checked={isHeld}
          onChange={({ target }) => setHeld(target.checked)}
        />
        {(record.error ?? hold.error) && (
          <p role="alert" className="text-bad">
            {(record.error ?? hold.error)?.message}
          </p>
        )}
        <Button type="submit" variant="solid" disabled={record.isPending || hold.isPending}>
          Record it
        </Button>
      </form>
    </Dialog>
  );
}
