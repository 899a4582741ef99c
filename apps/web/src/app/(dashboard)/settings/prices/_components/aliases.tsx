"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState, type FormEvent } from "react";

import { notify } from "#lib/notify.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { TextField } from "#components/ui/field.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

const EMPTY = { provider: "", alias: "", target_provider: "", target_model: "" };

/** What a deployment or a proxy calls a model, and what it is. */
export function Aliases() {
  const [draft, setDraft] = useState(EMPTY);
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const saved = (words: string) => async () => {
    await client.invalidateQueries();
    notify(`${words} Stored figures stay until you re-price them.`);
  };
  const aliases = useQuery(trpc.settings.prices.aliases.queryOptions({ project }));
  const save = useMutation(trpc.settings.prices.saveAlias.mutationOptions({ onSuccess: saved("Alias saved.") }));
  const remove = useMutation(trpc.settings.prices.deleteAlias.mutationOptions({ onSuccess: saved("Alias deleted.") }));
  const set = (name: keyof typeof EMPTY) => ({
    value: draft[name],
    onChange: ({ target }: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [name]: target.value })),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ project, ...draft }, { onSuccess: () => setDraft(EMPTY) });
  }
  return (
    <Card
      title="Deployments and aliases"
      description="Azure deployments and proxy names say nothing about the model: name it here."
    >
      {aliases.error && <ErrorState what="aliases" error={aliases.error} onRetry={() => void aliases.refetch()} />}
      <ul className="mb-3 divide-y rounded-md border empty:hidden">
        {aliases.data?.map(({ provider, alias, target_provider, target_model }) => (
          <li key={`${provider}/${alias}`} className="flex items-center gap-2 px-3 py-1.5">
            <span className="min-w-0 flex-1 break-words">
              {provider && <span className="text-ink-3">{provider} / </span>}
              <span className="font-medium">{alias}</span> is {target_provider && `${target_provider} / `}
              {target_model}
            </span>
            <button
              type="button"
              aria-label={`Delete alias ${alias}`}
              onClick={() => remove.mutate({ project, provider, alias })}
              className="rounded p-1 text-ink-3 hover:bg-hover hover:text-ink"
            >
              <X size={14} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit} className="grid grid-cols-2 gap-3">
        <TextField label="Provider" placeholder="azure, empty: any" {...set("provider")} />
        <TextField label="Name in your calls" required placeholder="prod-gpt4" {...set("alias")} />
        <TextField label="Is of provider" placeholder="the same" {...set("target_provider")} />
        <TextField label="Is model" required placeholder="gpt-4o-2024-11-20" {...set("target_model")} />
        {(save.error ?? remove.error) && (
          <p role="alert" className="col-span-2 text-bad">
            {(save.error ?? remove.error)?.message}
          </p>
        )}
        <div className="col-span-2">
          <Button type="submit" disabled={save.isPending}>
            Add alias
          </Button>
        </div>
      </form>
    </Card>
  );
}
