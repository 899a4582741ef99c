"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { SelectField } from "#components/ui/field.tsx";
import { notify } from "#lib/notify.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { EMPTY_DRAFT, type HandKind, KIND_NAMES, recordOf } from "./hand-draft.ts";
import { HandFields } from "./hand-fields.tsx";

export interface RecordByHandProps {
  readonly systems: readonly { readonly system: string }[];
  readonly onClose: () => void;
}

/** Records a review, a change, a risk or a notice of a system. */
export function RecordByHand({ systems, onClose }: RecordByHandProps) {
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [kind, setKind] = useState<HandKind>("oversight");
  const [draft, setDraft] = useState({ ...EMPTY_DRAFT, system: systems[0]?.system ?? "" });
  const record = useMutation(
    trpc.compliance.record.mutationOptions({
      onSuccess: async () => {
        notify("Handed to the log; it is listed in a few seconds");
        onClose();
        await client.invalidateQueries(trpc.compliance.records.queryFilter());
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    record.mutate({ project, record: recordOf(kind, draft) });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Add a record"
      description="A record cannot be changed or taken back; a correction is another one."
    >
      <form onSubmit={submit} className="space-y-4">
        <SelectField label="Kind" value={kind} onChange={({ target }) => setKind(target.value as HandKind)}>
          {Object.entries(KIND_NAMES).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="System"
          value={draft.system}
          onChange={({ target }) => setDraft({ ...draft, system: target.value })}
        >
          {systems.map(({ system: name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </SelectField>
        <HandFields kind={kind} draft={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
        {record.error && (
          <p role="alert" className="text-bad">
            {record.error.message}
          </p>
        )}
        <Button type="submit" variant="solid" disabled={record.isPending}>
          Record it
        </Button>
      </form>
    </Dialog>
  );
}
