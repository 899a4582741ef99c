"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

const SCOPES = [
  ["project", "the whole project"],
  ["user", "one user"],
  ["tenant", "one tenant"],
  ["session", "one session"],
  ["trace", "one trace"],
] as const;

type Scope = (typeof SCOPES)[number][0];

export function PlaceHold({ onClose }: { readonly onClose: () => void }) {
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [scope, setScope] = useState<Scope>("user");
  const [value, setValue] = useState("");
  const [basis, setBasis] = useState("litigation");
  const [owner, setOwner] = useState("");
  const [note, setNote] = useState("");
  const [reviewOn, setReviewOn] = useState("");
  const place = useMutation(
    trpc.compliance.placeHold.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries(trpc.compliance.holds.queryFilter());
        onClose();
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    const hold = { scope, value, basis, owner, note, reviewOn: reviewOn === "" ? null : reviewOn };
    place.mutate({ project, hold });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Place a hold"
      description="What it covers is not erased until it is released. Both are records of the log."
    >
      <form onSubmit={submit} className="space-y-4">
        <SelectField label="It covers" value={scope} onChange={({ target }) => setScope(target.value as Scope)}>
          {SCOPES.map(([id, label]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </SelectField>
        {scope !== "project" && (
          <TextField label="Which" required value={value} onChange={({ target }) => setValue(target.value)} />
        )}
        <TextField
          label="Basis"
          hint="A code, such as litigation or aiact:73:6."
          required
          value={basis}
          onChange={({ target }) => setBasis(target.value)}
        />
        <TextField
          label="Owner"
          hint="A role, such as dpo: it stands in the log."
          required
          value={owner}
          onChange={({ target }) => setOwner(target.value)}
        />
        <TextField label="Note" value={note} onChange={({ target }) => setNote(target.value)} />
        <TextField
          label="Look at it again on"
          type="date"
          value={reviewOn}
          onChange={({ target }) => setReviewOn(target.value)}
        />
        {place.error && (
          <p role="alert" className="text-bad">
            {place.error.message}
          </p>
        )}
        <Button type="submit" variant="solid" disabled={place.isPending}>
          Place the hold
        </Button>
      </form>
    </Dialog>
  );
}
