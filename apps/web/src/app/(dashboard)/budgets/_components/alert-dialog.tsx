"use client";
import { useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { MEASURE_LABELS } from "#lib/budgets/condition-words.ts";
import { problemOf } from "#lib/budgets/problem-of.ts";
import type { AlertListRow } from "#server/views/alerts/list-alerts.ts";
import { CheckField } from "../../settings/_components/check-field.tsx";
import { type AlertDraft, alertDraftOf, alertInput } from "./alert-draft.ts";
import { AlertTiming } from "./alert-timing.tsx";
import { ChannelPicks } from "./channel-picks.tsx";
import { FormEnd } from "./form-end.tsx";
import { ScopeFields } from "./scope-fields.tsx";
import { useSettingForm } from "./use-setting-form.ts";

const LIMITS = {
  absolute: { label: "Threshold", hint: (unit: string) => `in ${unit}` },
  change: { label: "Change", hint: () => "% against the window before" },
  anomaly: { label: "Deviations", hint: () => "from the median of the same hour of the week" },
} as const;

export interface AlertDialogProps {
  /** An alert to change. */
  readonly row?: AlertListRow;
  readonly currency: string;
  readonly onClose: () => void;
}

/** The form of an alert: what is measured, when it fires, and how calm it is. */
export function AlertDialog({ row, currency, onClose }: AlertDialogProps) {
  const rule = row?.rule ?? null;
  const [draft, setDraft] = useState(() => ({ ...alertDraftOf(rule), ...(row ? { name: row.name } : {}) }));
  const form = useSettingForm("alerts", { id: row?.id, input: () => alertInput(draft, rule), onSaved: onClose });
  const set = (change: Partial<AlertDraft>) => setDraft((before) => ({ ...before, ...change }));
  const invalid = (field: string) => (problemOf(form.problems, field) === undefined ? {} : { "aria-invalid": true });
  const { unit } = MEASURE_LABELS[draft.measure];
  const limit = LIMITS[draft.condition];
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={row ? "Change an alert" : "New alert"}
      description="Tells when a figure leaves its bounds, and when it is back."
      className="sm:max-w-2xl"
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <TextField
          label="Name"
          autoFocus
          value={draft.name}
          {...invalid("name")}
          placeholder="Errors of checkout"
          onChange={({ target }) => set({ name: target.value })}
        />
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          <SelectField
            label="Measure"
            className="col-span-2"
            value={draft.measure}
            onChange={({ target }) => set({ measure: target.value as AlertDraft["measure"] })}
          >
            {Object.entries(MEASURE_LABELS).map(([name, { label }]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </SelectField>
          <SelectField
            label="Condition"
            value={draft.condition}
            onChange={({ target }) => {
              const condition = target.value as AlertDraft["condition"];
              const direction = draft.direction === "both" ? "above" : draft.direction;
              set({ condition, direction: condition === "anomaly" ? "both" : direction });
            }}
          >
            <option value="absolute">absolute</option>
            <option value="change">change</option>
            <option value="anomaly">anomaly</option>
          </SelectField>
          <SelectField
            label="Direction"
            value={draft.direction}
            onChange={({ target }) => set({ direction: target.value as AlertDraft["direction"] })}
          >
            <option value="above">above</option>
            <option value="below">below</option>
            {draft.condition === "anomaly" && <option value="both">both</option>}
          </SelectField>
          <TextField
            label={limit.label}
            inputMode="decimal"
            value={draft.limit}
            {...invalid("condition")}
            hint={limit.hint(unit === "currency" ? currency : unit)}
            onChange={({ target }) => set({ limit: target.value })}
          />
          {draft.condition === "anomaly" ? (
            <TextField
              label="Weeks"
              inputMode="numeric"
              value={draft.weeks}
              hint="to compare with"
              onChange={({ target }) => set({ weeks: target.value })}
            />
          ) : (
            <TextField
              label="Window"
              inputMode="numeric"
              value={draft.window}
              {...invalid("windowMinutes")}
              hint="minutes"
              onChange={({ target }) => set({ window: target.value })}
            />
          )}
          <TextField
            label="For at least"
            inputMode="numeric"
            value={draft.forMinutes}
            {...invalid("forMinutes")}
            hint="minutes before it fires"
            onChange={({ target }) => set({ forMinutes: target.value })}
          />
          <SelectField
            label="Severity"
            value={draft.severity}
            onChange={({ target }) => set({ severity: target.value as AlertDraft["severity"] })}
          >
            <option value="info">info</option>
            <option value="warning">warning</option>
            <option value="critical">critical</option>
          </SelectField>
        </div>
        {draft.measure !== "runaways" && draft.measure !== "ledger_failures" && (
          <ScopeFields value={draft.scope} error={undefined} onChange={(scope) => set({ scope })} />
        )}
        <ChannelPicks chosen={draft.channels} onChange={(channels) => set({ channels })} />
        <AlertTiming draft={draft} onChange={set} />
        <CheckField
          label="It is on"
          checked={draft.isEnabled}
          onChange={({ target }) => set({ isEnabled: target.checked })}
        />
        <FormEnd {...form} save="Save alert" onCancel={onClose} />
      </form>
    </Dialog>
  );
}
