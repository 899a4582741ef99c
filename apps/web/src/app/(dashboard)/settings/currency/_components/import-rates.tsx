"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useRef, useState, type ChangeEvent, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { notify } from "#lib/notify.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

/** Rates are never fetched or made up: the user brings the file. */
export function ImportRates() {
  const [text, setText] = useState("");
  const picker = useRef<HTMLInputElement>(null);
  const id = useId();
  const { project } = useScope();
  const client = useQueryClient();
  const load = useMutation(
    useTRPC().settings.currency.importCsv.mutationOptions({
      onSuccess: async ({ days, currencies }) => {
        setText("");
        await client.invalidateQueries();
        notify(`${days} ${days === 1 ? "day" : "days"} of ${currencies} currencies imported`);
      },
    }),
  );
  async function read({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    if (file) load.mutate({ project, csv: await file.text() });
    target.value = "";
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    load.mutate({ project, csv: text });
  }
  return (
    <Card
      title="Reference rates"
      description="Take the European Central Bank’s file eurofxref-hist.csv (on its page “Euro foreign exchange reference rates”). Importing again adds the new days and replaces known ones."
    >
      <form onSubmit={submit} className="space-y-3">
        <input
          ref={picker}
          type="file"
          accept=".csv,text/csv"
          aria-label="Rates file"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => void read(event)}
        />
        <Button variant="solid" disabled={load.isPending} onClick={() => picker.current?.click()}>
          {load.isPending ? "Importing…" : "Choose a CSV file"}
        </Button>
        <div>
          <label htmlFor={id} className="mb-1 block text-xs font-medium text-ink-2">
            Or paste it
          </label>
          <textarea
            id={id}
            rows={4}
            value={text}
            spellCheck={false}
            placeholder={"Date,USD,JPY,…\n2026-11-20,1.0432,162.11,…"}
            onChange={({ target }) => setText(target.value)}
            className="w-full rounded-md border border-line-strong bg-surface p-2.5 font-mono text-xs"
          />
        </div>
        {text.trim() !== "" && (
          <Button type="submit" disabled={load.isPending}>
            Import the pasted rates
          </Button>
        )}
        {load.error && (
          <div role="alert" className="text-bad">
            {load.error.message.split("\n").map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
        )}
      </form>
    </Card>
  );
}
