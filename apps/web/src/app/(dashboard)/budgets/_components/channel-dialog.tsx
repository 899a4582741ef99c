"use client";
import { useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import type { RouterOutputs } from "#trpc/router-outputs.ts";
import { CheckField } from "../../settings/_components/check-field.tsx";
import { type ChannelDraft, channelDraftOf, channelInput } from "./channel-draft.ts";
import { FormEnd } from "./form-end.tsx";
import { useSettingForm } from "./use-setting-form.ts";

export type ChannelRow = RouterOutputs["channels"]["list"][number];

const SECRETS = {
  webhook: { label: "Signing secret", hint: "At least 16 characters; receivers check the signature with it" },
  slack: { label: "Address of the incoming webhook", hint: "It is a secret: who knows it can post" },
  email: { label: "SMTP password", hint: "Of the user below" },
} as const;

export interface ChannelDialogProps {
  /** A channel to change. */
  readonly row?: ChannelRow;
  readonly onClose: () => void;
}

/** The form of a channel. Its secret is never shown: an empty field keeps what is stored. */
export function ChannelDialog({ row, onClose }: ChannelDialogProps) {
  const [draft, setDraft] = useState(() => ({
    ...channelDraftOf(row?.channel ?? null),
    ...(row ? { name: row.name } : {}),
  }));
  const form = useSettingForm("channels", { id: row?.id, input: () => channelInput(draft), onSaved: onClose });
  const set = (change: Partial<ChannelDraft>) => setDraft((before) => ({ ...before, ...change }));
  const { label, hint } = SECRETS[draft.kind];
  const keeps = row?.hasSecret === true && row.channel?.kind === draft.kind;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={row ? "Change a channel" : "New channel"}
      description="Where budgets and alerts are told."
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <SelectField
            label="Kind"
            value={draft.kind}
            disabled={row !== undefined}
            onChange={({ target }) => set({ kind: target.value as ChannelDraft["kind"], secret: "" })}
          >
            <option value="webhook">webhook</option>
            <option value="slack">Slack</option>
            <option value="email">e-mail</option>
          </SelectField>
          <TextField label="Name" autoFocus value={draft.name} onChange={({ target }) => set({ name: target.value })} />
        </div>
        {draft.kind === "webhook" && (
          <TextField
            label="Address"
            inputMode="url"
            placeholder="https://example.org/hooks/spanledger"
            value={draft.url}
            onChange={({ target }) => set({ url: target.value })}
          />
        )}
        {draft.kind === "email" && <EmailFields draft={draft} onChange={set} />}
        <TextField
          label={label}
          type="password"
          autoComplete="new-password"
          placeholder={keeps ? "stored; leave empty to keep it" : ""}
          hint={hint}
          value={draft.secret}
          onChange={({ target }) => set({ secret: target.value })}
        />
        <CheckField
          label="It is on"
          checked={draft.isEnabled}
          onChange={({ target }) => set({ isEnabled: target.checked })}
        />
        <FormEnd {...form} save="Save channel" onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function EmailFields({
  draft,
  onChange,
}: {
  readonly draft: ChannelDraft;
  readonly onChange: (change: Partial<ChannelDraft>) => void;
}) {
  const text = (name: "host" | "port" | "user" | "from" | "to") => ({
    value: draft[name],
    onChange: ({ target }: { target: { value: string } }) => onChange({ [name]: target.value }),
  });
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      <TextField label="SMTP server" className="col-span-2" placeholder="smtp.example.org" {...text("host")} />
      <TextField label="Port" inputMode="numeric" {...text("port")} />
      <SelectField
        label="Security"
        value={draft.security}
        onChange={({ target }) => onChange({ security: target.value as ChannelDraft["security"] })}
      >
        <option value="starttls">STARTTLS</option>
        <option value="tls">TLS</option>
        <option value="none">none</option>
      </SelectField>
      <TextField label="User" className="col-span-2" {...text("user")} />
      <TextField label="From" className="col-span-2" placeholder="spanledger@example.org" {...text("from")} />
      <TextField
        label="To"
        className="col-span-2 sm:col-span-4"
        placeholder="ops@example.org, finance@example.org"
        {...text("to")}
      />
    </div>
  );
}
