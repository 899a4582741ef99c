"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { AppRouter } from "#server/root.ts";
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

/** The form that asks for an erasure. It cannot be undone, so it counts what would go and asks again. */
export function AskErasure() {
  const { project } = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
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
  const preview = useMutation(
    trpc.compliance.previewErasure.mutationOptions({
      onSuccess: () => {
        erase.reset();
        setAsking(true);
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    preview.mutate({ project, preview: { subject: { kind, value } } });
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
        <Button type="submit" variant="danger" disabled={preview.isPending}>
          {preview.isPending ? "Counting…" : "Erase…"}
        </Button>
      </form>
      {preview.error && (
        <p role="alert" className="px-4 pb-4 text-bad">
          {preview.error.message}
        </p>
      )}
      {isAsking && (
        <ConfirmDialog
          title="Erase this for good?"
          description={`${extentOf(preview.data, timeZone)} The texts of ${kind} “${value}” are deleted and names replaced; it cannot be undone. Archives that were exported before keep them.`}
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

type Preview = inferRouterOutputs<AppRouter>["compliance"]["previewErasure"];

/** What was counted, as a sentence or two. */
function extentOf(preview: Preview | undefined, timeZone: string): string {
  if (preview === undefined) return "";
  const { spans, contents, records, firstAtMs, lastAtMs, holds } = preview;
  const held = holds > 0 ? " A hold stops it until it is released." : "";
  if (firstAtMs === null || lastAtMs === null) return `Nothing of it is stored.${held}`;
  const day = (ms: number) => formatTime(ms, "dayYear", timeZone);
  const days = day(firstAtMs) === day(lastAtMs) ? day(firstAtMs) : `${day(firstAtMs)} to ${day(lastAtMs)}`;
  const parts = [count(spans, "span"), count(contents, "row of texts", "rows of texts"), count(records, "record")];
  return `It takes ${parts.join(", ")}, of ${days}.${held}`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${formatInteger(number)} ${number === 1 ? one : many}`;
}
