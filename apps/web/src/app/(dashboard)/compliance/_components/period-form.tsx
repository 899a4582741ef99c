"use client";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { formatInteger } from "#lib/format-count.ts";
import type { Period } from "./use-period.ts";

export interface PeriodFormProps {
  readonly systems: readonly { readonly system: string; readonly records: number }[];
  readonly period: Period;
}

const DAY_MS = 86_400_000;

/** Which system and which days (UTC) the page is about. */
export function PeriodForm({ systems, period }: PeriodFormProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-[minmax(0,2fr)_1fr_1fr]">
      <SelectField label="System" value={period.system} onChange={({ target }) => period.set({ system: target.value })}>
        {systems.map(({ system, records }) => (
          <option key={system} value={system}>
            {system} ({formatInteger(records)} records)
          </option>
        ))}
      </SelectField>
      <TextField
        label="First day"
        type="date"
        required
        max={dayOf(period.toMs - DAY_MS)}
        value={dayOf(period.fromMs)}
        onChange={({ target }) => target.value !== "" && period.set({ begin: new Date(target.value) })}
      />
      <TextField
        label="Last day"
        type="date"
        required
        min={dayOf(period.fromMs)}
        value={dayOf(period.toMs - DAY_MS)}
        onChange={({ target }) => target.value !== "" && period.set({ end: new Date(target.value) })}
      />
    </div>
  );
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
