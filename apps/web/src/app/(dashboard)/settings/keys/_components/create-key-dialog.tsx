"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

type Scope = "ingest" | "read" | "admin";

/** Makes a key and shows its text this once. */
export function CreateKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const [label, setLabel] = useState("");
  const [scope, setScope] = useState<Scope>("ingest");
  const [tenant, setTenant] = useState("");
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const create = useMutation(
    trpc.settings.keys.create.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.settings.keys.list.queryFilter()),
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    create.mutate({ project, label, scope, tenant: scope === "ingest" ? tenant : "" });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={create.data ? "Copy the key now" : "Create a key"}
      description={
        create.data
          ? "Only its hash is stored, so it cannot be shown again."
          : "Keys are stored as hashes and can be revoked at any time."
      }
    >
      {create.data ? (
        <div className="space-y-4">
          <div className="flex items-center gap-2 rounded-md border bg-sunken px-3 py-2">
            <code data-testid="new-key" className="min-w-0 flex-1 font-mono text-xs break-all">
              {create.data.key}
            </code>
            <CopyButton text={create.data.key} label="Copy the key" />
          </div>
          <div className="flex justify-end">
            <Button variant="solid" onClick={onClose}>
              I have copied it
            </Button>
          </div>
        </div>
      ) : (
        <form onSubmit={submit} className="space-y-4">
          <TextField
            label="Name"
            required
            autoFocus
            placeholder="support-api production"
            value={label}
            onChange={({ target }) => setLabel(target.value)}
          />
          <SelectField label="It may" value={scope} onChange={({ target }) => setScope(target.value as Scope)}>
            <option value="ingest">ingest: send spans</option>
            <option value="read">read: see figures, use the read API</option>
            <option value="admin">admin: read, and change settings</option>
          </SelectField>
          {scope === "ingest" && (
            <TextField
              label="Tenant"
              placeholder="as spans say"
              hint="When set, all spans sent with this key belong to this tenant."
              value={tenant}
              onChange={({ target }) => setTenant(target.value)}
            />
          )}
          {create.error && (
            <p role="alert" className="text-bad">
              {create.error.message}
            </p>
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="solid" disabled={create.isPending}>
              Create
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
