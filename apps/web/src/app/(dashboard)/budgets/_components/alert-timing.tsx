"use client";
import { TextField } from "#components/ui/field.tsx";
import type { AlertDraft } from "./alert-draft.ts";

/** Recovery, silence and maintenance: what most alerts leave as it is. */
export function AlertTiming({
  draft,
  onChange,
}: {
  readonly draft: AlertDraft;
  readonly onChange: (change: Partial<AlertDraft>) => void;
}) {
  return (
    <details>
      <summary className="cursor-pointer text-xs text-ink-2 hover:text-ink">
        Recovery, minimum of calls, no data, maintenance window
      </summary>
      <div className="mt-3 grid grid-cols-2 gap-3 sm:grid-cols-4">
        <TextField
          label="Hysteresis"
          inputMode="decimal"
          value={draft.hysteresis}
          hint="% inside the threshold"
          onChange={({ target }) => onChange({ hysteresis: target.value })}
        />
        <TextField
          label="Recovers after"
          inputMode="numeric"
          value={draft.recoverMinutes}
          hint="minutes inside"
          onChange={({ target }) => onChange({ recoverMinutes: target.value })}
        />
        <TextField
          label="Minimum of calls"
          inputMode="numeric"
          value={draft.minimumCalls}
          hint="fewer say nothing"
          onChange={({ target }) => onChange({ minimumCalls: target.value })}
        />
        <TextField
          label="No data for"
          inputMode="numeric"
          value={draft.noDataMinutes}
          placeholder="silence is fine"
          hint="minutes without a call"
          onChange={({ target }) => onChange({ noDataMinutes: target.value })}
        />
        <TextField
          label="Maintenance from"
          type="datetime-local"
          className="col-span-2"
          value={draft.maintenanceFrom}
          hint="your time; nobody is told in it"
          onChange={({ target }) => onChange({ maintenanceFrom: target.value })}
        />
        <TextField
          label="Maintenance to"
          type="datetime-local"
          className="col-span-2"
          value={draft.maintenanceTo}
          onChange={({ target }) => onChange({ maintenanceTo: target.value })}
        />
      </div>
    </details>
  );
}
