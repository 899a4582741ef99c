"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { SelectField } from "#components/ui/field.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import type { PeriodFormProps } from "./period-form.tsx";

const PURPOSES = [
  ["audit", "an audit"],
  ["authority_request", "a request of an authority"],
  ["incident", "an incident"],
  ["pmm", "post-market monitoring"],
  ["subject_access", "a request of a person"],
  ["internal", "internal use"],
] as const;

const REDACTIONS = [
  ["full", "all content"],
  ["no_persons", "content without who it is about"],
  ["no_content", "no content, records only"],
] as const;

type Purpose = (typeof PURPOSES)[number][0];
type Redaction = (typeof REDACTIONS)[number][0];

/** Orders an export of the system and days chosen above. */
export function OrderExport({ period }: PeriodFormProps) {
  const [purpose, setPurpose] = useState<Purpose>("audit");
  const [redaction, setRedaction] = useState<Redaction>("full");
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const order = useMutation(
    trpc.compliance.order.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.compliance.exports.queryFilter()),
    }),
  );
  const { system, fromMs, toMs } = period;
  function submit(event: FormEvent) {
    event.preventDefault();
    const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
    order.mutate({ project, order: { system, from, to, purpose, redaction } });
  }
  return (
    <Card
      title="Export"
      description="A ZIP that an auditor checks alone: records, proofs and a report. That it was made is itself logged."
    >
      <form onSubmit={submit} className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto]">
        <SelectField label="It is for" value={purpose} onChange={({ target }) => setPurpose(target.value as Purpose)}>
          {PURPOSES.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="It shows"
          value={redaction}
          onChange={({ target }) => setRedaction(target.value as Redaction)}
        >
          {REDACTIONS.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <Button type="submit" variant="solid" disabled={order.isPending || system === ""}>
          Make the export
        </Button>
      </form>
      {order.error && (
        <p role="alert" className="mt-3 text-bad">
          {order.error.message}
        </p>
      )}
    </Card>
  );
}
