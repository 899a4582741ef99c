"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { ConfirmDialog } from "../../settings/_components/confirm-dialog.tsx";

const KINDS = [
  ["user", "a user"],
  ["tenant", "a tenant"],
  ["session", "a session"],
  ["trace", "a trace"],
  ["text", "every text that contains"],
] as const;

type Kind = (typeof KINDS)[number][0];

/** The form that asks for an erasure. It cannot be undone, so it asks twice. */
export function AskErasure() {
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [kind, setKind] = useState<Kind>("user");
  const [value, setValue] = useState("");
  const [basis, setBasis] = useState("gdpr:17:1:b");
  const [isAsking, setAsking] = useState(false);
  const erase = useMutation(
    trpc.compliance.erase.mutationOptions({
      onSuccess: async () => {
        setValue("");
        setAsking(false);
        await client.invalidateQueries(trpc.compliance.erasures.queryFilter());
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    erase.reset();
    setAsking(true);
  }
  return (
    <>
      <form onSubmit={submit} className="grid items-end gap-3 px-4 pb-4 sm:grid-cols-[1fr_2fr_1fr_auto]">
        <SelectField label="Erase" value={kind} onChange={({ target }) => setKind(target.value as Kind)}>
          {KINDS.map(([id, label]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </SelectField>
        <TextField
          label={kind === "text" ? "Text" : "Id"}
          required
          value={value}
          onChange={({ target }) => setValue(target.value)}
        />
        <TextField label="Basis" required value={basis} onChange={({ target }) => setBasis(target.value)} />
        <Button type="submit" variant="danger">
          Erase…
        </Button>
      </form>
      {isAsking && (
        <ConfirmDialog
          title="Erase this for good?"
          description={`Everything that belongs to ${kind} “${value}” in this project is deleted, and it cannot be undone. Archives that were exported before keep it.`}
          confirm="Erase for good"
          keep="Keep it"
          isPending={erase.isPending}
          error={erase.error?.message}
          onClose={() => setAsking(false)}
          onConfirm={() => erase.mutate({ project, erasure: { subject: { kind, value }, basis } })}
        />
      )}
    </>
  );
}
