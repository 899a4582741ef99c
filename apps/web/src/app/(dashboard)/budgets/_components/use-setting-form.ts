"use client";
import type { Problem } from "@spanledger/alerts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { notify } from "#lib/notify.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

const NOUNS = { budgets: "Budget", alerts: "Alert", channels: "Channel" } as const;

export interface SettingForm {
  readonly submit: (event: FormEvent) => void;
  /** Of the last try to save; each with its field. */
  readonly problems: readonly Problem[];
  readonly error: string | undefined;
  readonly isPending: boolean;
}

/** Saves the form of a budget, an alert or a channel. A new one has its id from the start: two clicks make one. */
export function useSettingForm(
  kind: keyof typeof NOUNS,
  options: {
    /** undefined: a new one. */
    readonly id: string | undefined;
    readonly input: () => Record<string, unknown>;
    readonly onSaved: () => void;
  },
): SettingForm {
  const [newId] = useState(() => crypto.randomUUID());
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const save = useMutation(
    trpc[kind].save.mutationOptions({
      onSuccess: async (saved) => {
        if (!saved.ok) return;
        notify(`${NOUNS[kind]} saved.`);
        options.onSaved();
        await client.invalidateQueries();
      },
    }),
  );
  return {
    submit(event) {
      event.preventDefault();
      if (save.isPending) return;
      save.mutate({ project, id: options.id ?? newId, input: options.input() });
    },
    problems: save.data?.ok === false ? save.data.problems : [],
    error: save.error?.message,
    isPending: save.isPending,
  };
}
