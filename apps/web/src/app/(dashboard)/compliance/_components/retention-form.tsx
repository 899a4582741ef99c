"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/field.tsx";
import { notify } from "#lib/notify.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import type { AppRouter } from "#server/root.ts";
import { useTRPC } from "#trpc/client.tsx";

export interface RetentionFormProps {
  readonly now: inferRouterOutputs<AppRouter>["compliance"]["retention"];
  readonly mayChange: boolean;
}

/** How many days each class of data is kept; empty keeps it. */
export function RetentionForm({ now, mayChange }: RetentionFormProps) {
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [content, setContent] = useState(now.content);
  const [spans, setSpans] = useState(now.spans);
  const [records, setRecords] = useState(now.records);
  const save = useMutation(
    trpc.compliance.changeRetention.mutationOptions({
      onSuccess: async () => {
        notify("Saved");
        await client.invalidateQueries(trpc.compliance.retention.queryFilter());
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ project, retention: { content, spans, records } });
  }
  const days = { type: "number", min: 1, max: 36_500, placeholder: "for ever" } as const;
  return (
    <form onSubmit={submit} className="px-4 pb-4">
      <fieldset disabled={!mayChange} className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_1fr_auto]">
        <TextField label="Texts, days" {...days} value={content} onChange={({ target }) => setContent(target.value)} />
        <TextField label="Spans, days" {...days} value={spans} onChange={({ target }) => setSpans(target.value)} />
        <TextField
          label="Bodies of records, days"
          {...days}
          value={records}
          onChange={({ target }) => setRecords(target.value)}
        />
        {mayChange && (
          <Button type="submit" disabled={save.isPending}>
            Save
          </Button>
        )}
      </fieldset>
      {save.error && (
        <p role="alert" className="mt-3 text-bad">
          {save.error.message}
        </p>
      )}
    </form>
  );
}
