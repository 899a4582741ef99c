"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, type ChangeEvent } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

/** Rates are never fetched or made up: the user brings the file. */
export function ImportRates() {
  const input = useRef<HTMLInputElement>(null);
  const { project } = useScope();
  const client = useQueryClient();
  const load = useMutation(
    useTRPC().settings.currency.importCsv.mutationOptions({
      onSuccess: async ({ days, currencies }) => {
        await client.invalidateQueries();
        toast.success(`${days} days of ${currencies} currencies imported`);
      },
    }),
  );
  async function read({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    if (file) load.mutate({ project, csv: await file.text() });
    target.value = "";
  }
  return (
    <Card
      title="Reference rates"
      description="Import the European Central Bank’s file eurofxref-hist.csv (on its page “Euro foreign exchange reference rates”). Importing again adds the new days."
    >
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        aria-label="Rates file"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => void read(event)}
      />
      <Button variant="solid" disabled={load.isPending} onClick={() => input.current?.click()}>
        {load.isPending ? "Importing…" : "Import a CSV file"}
      </Button>
      {load.error && (
        <p role="alert" className="mt-2 text-bad">
          {load.error.message}
        </p>
      )}
    </Card>
  );
}
