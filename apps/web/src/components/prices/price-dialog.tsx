"use client";
import type { PriceOverride } from "@spanledger/clickhouse";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";

import { useScopedHref } from "#components/shell/scoped-link.tsx";
import { notify } from "#lib/notify.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TextField } from "#components/ui/field.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

const RATES = [
  ["input_per_mtok", "Input"],
  ["output_per_mtok", "Output"],
  ["cache_read_per_mtok", "Cache read"],
  ["cache_write_5m_per_mtok", "Cache write, 5 min"],
  ["cache_write_1h_per_mtok", "Cache write, 1 h"],
] as const;

const TIERS = ["batch", "flex", "priority", "*"] as const;

type Draft = Omit<PriceOverride, "project" | "id" | "valid_from" | "valid_until"> & {
  readonly from: string;
  readonly until: string;
};

export interface PriceDialogProps {
  /** An override to change, or what is known of the model to add one for. */
  readonly initial: Partial<PriceOverride>;
  readonly onClose: () => void;
}

/** Adds or changes a price of the project's own. It holds for calls made in its time; older figures change by re-pricing only. */
export function PriceDialog({ initial, onClose }: PriceDialogProps) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(initial));
  const { project } = useScope();
  const client = useQueryClient();
  const router = useRouter();
  const scoped = useScopedHref();
  const save = useMutation(
    useTRPC().settings.prices.saveOverride.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries();
        const { provider, model } = draft;
        const query = new URLSearchParams({ reprice: "1", provider, model });
        notify(`Price of ${model} saved. It applies to calls that arrive from now on.`, {
          duration: 10_000,
          action: { label: "Re-price stored calls", onClick: () => router.push(scoped(`/settings/prices?${query}`)) },
        });
        onClose();
      },
    }),
  );
  const set = (name: keyof Draft) => ({
    value: draft[name],
    onChange: ({ target }: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [name]: target.value })),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    const { from, until, ...fields } = draft;
    save.mutate({
      project,
      ...fields,
      ...(initial.id ? { id: initial.id } : {}),
      valid_from: from === "" ? 0 : Date.parse(`${from}T00:00:00Z`),
      valid_until: until === "" ? null : Date.parse(`${until}T00:00:00Z`),
    });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={initial.id ? "Change a price" : "Add a price"}
      description="It goes before every price list. Leave a field empty when that kind of token has no price."
    >
      <form onSubmit={submit} className="space-y-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField label="Provider" hint="Empty: any provider" autoFocus={!initial.model} {...set("provider")} />
          <TextField label="Model" required hint="As your calls send it" {...set("model")} />
          <TextField
            label="Service tier"
            placeholder="standard"
            hint="batch, flex, priority, …; * for all"
            list="price-tiers"
            {...set("tier")}
          />
          <datalist id="price-tiers">
            {TIERS.map((tier) => (
              <option key={tier} value={tier} />
            ))}
          </datalist>
        </div>
        <fieldset>
          <legend className="mb-2 font-medium">US dollars per million tokens</legend>
          <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
            {RATES.map(([name, label], index) => (
              <TextField
                key={name}
                label={label}
                inputMode="decimal"
                placeholder="none"
                autoFocus={index === 0 && Boolean(initial.model)}
                {...set(name)}
              />
            ))}
            <TextField
              label="Per call"
              inputMode="decimal"
              placeholder="none"
              hint="US dollars"
              {...set("per_request")}
            />
          </div>
        </fieldset>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField label="Valid from (UTC)" type="date" hint="Empty: always" {...set("from")} />
          <TextField label="Valid until (UTC)" type="date" hint="First day without it; empty: open" {...set("until")} />
        </div>
        <TextField label="Note" placeholder="Where the price comes from" {...set("note")} />
        {save.error && (
          <p role="alert" className="text-bad">
            {save.error.message}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="solid" disabled={save.isPending}>
            Save price
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function draftOf(initial: Partial<PriceOverride>): Draft {
  const day = (ms: number | null | undefined) => (ms ? new Date(ms).toISOString().slice(0, 10) : "");
  return {
    provider: initial.provider ?? "",
    model: initial.model ?? "",
    tier: initial.tier ?? "",
    input_per_mtok: initial.input_per_mtok ?? "",
    cache_read_per_mtok: initial.cache_read_per_mtok ?? "",
    cache_write_5m_per_mtok: initial.cache_write_5m_per_mtok ?? "",
    cache_write_1h_per_mtok: initial.cache_write_1h_per_mtok ?? "",
    output_per_mtok: initial.output_per_mtok ?? "",
    per_request: initial.per_request ?? "",
    note: initial.note ?? "",
    from: day(initial.valid_from),
    until: day(initial.valid_until),
  };
}
