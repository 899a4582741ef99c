"use client";
import { useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { problemOf } from "#lib/budgets/problem-of.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import type { BudgetRow } from "#server/views/budgets/list-budgets.ts";
import { useTRPC } from "#trpc/client.tsx";
import { useQuery } from "@tanstack/react-query";
import { CheckField } from "../../settings/_components/check-field.tsx";
import { type BudgetDraft, budgetDraftOf, budgetInput, type NewBudget } from "./budget-draft.ts";
import { BudgetPreview } from "./budget-preview.tsx";
import { ChannelPicks } from "./channel-picks.tsx";
import { FormEnd } from "./form-end.tsx";
import { ScopeFields } from "./scope-fields.tsx";
import { useSettingForm } from "./use-setting-form.ts";

export interface BudgetDialogProps {
  /** A budget to change. */
  readonly row?: BudgetRow;
  /** Filters in URL form that a new one starts from. */
  readonly tokens: readonly string[];
  readonly onClose: () => void;
}

/** The form of a budget, once the project's currency and time zone are known. */
export function BudgetDialog({ row, tokens, onClose }: BudgetDialogProps) {
  const { project } = useScope();
  const known = useQuery(useTRPC().workspace.get.queryOptions()).data?.projects.find(({ id }) => id === project);
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={row ? "Change a budget" : "New budget"}
      description="An amount and what it is for are enough."
      className="sm:max-w-2xl"
    >
      {known ? (
        <BudgetForm
          row={row}
          start={{ tokens, currency: known.currency, timeZone: known.timeZone }}
          onClose={onClose}
        />
      ) : (
        <Skeleton className="h-80" />
      )}
    </Dialog>
  );
}

interface BudgetFormProps {
  readonly row: BudgetRow | undefined;
  readonly start: NewBudget;
  readonly onClose: () => void;
}

function BudgetForm({ row, start, onClose }: BudgetFormProps) {
  const [draft, setDraft] = useState(() => ({ ...budgetDraftOf(row?.budget ?? null, start), ...nameOf(row) }));
  const form = useSettingForm("budgets", { id: row?.id, input: () => budgetInput(draft), onSaved: onClose });
  const set = (change: Partial<BudgetDraft>) => setDraft((before) => ({ ...before, ...change }));
  const invalid = (field: string) => (problemOf(form.problems, field) === undefined ? {} : { "aria-invalid": true });
  return (
    <form onSubmit={form.submit} noValidate className="space-y-4">
      <TextField
        label="Name"
        value={draft.name}
        {...invalid("name")}
        placeholder="Support, per month"
        onChange={({ target }) => set({ name: target.value })}
      />
      <ScopeFields value={draft.scope} error={undefined} onChange={(scope) => set({ scope })} />
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <TextField
          label={`Amount (${draft.currency})`}
          inputMode="decimal"
          autoFocus
          value={draft.amount}
          {...invalid("amount")}
          placeholder="200"
          onChange={({ target }) => set({ amount: target.value })}
        />
        <SelectField
          label="Every"
          value={draft.period}
          onChange={({ target }) => set({ period: target.value as BudgetDraft["period"] })}
        >
          <option value="day">day</option>
          <option value="week">week</option>
          <option value="month">month</option>
          <option value="rolling">rolling window</option>
        </SelectField>
        {draft.period === "rolling" && (
          <TextField
            label="Days"
            inputMode="numeric"
            value={draft.days}
            {...invalid("period")}
            onChange={({ target }) => set({ days: target.value })}
          />
        )}
        <TextField
          label="Tell at (%)"
          value={draft.thresholds}
          {...invalid("thresholds")}
          onChange={({ target }) => set({ thresholds: target.value })}
        />
        <SelectField
          label="At 100 %"
          value={draft.action}
          onChange={({ target }) => set({ action: target.value as BudgetDraft["action"] })}
        >
          <option value="notify">notify</option>
          <option value="block">block calls</option>
        </SelectField>
        {draft.action === "block" && (
          <TextField
            label={`Grace (${draft.currency})`}
            inputMode="decimal"
            value={draft.grace}
            {...invalid("graceAmount")}
            onChange={({ target }) => set({ grace: target.value })}
          />
        )}
      </div>
      <CheckField
        label="Also tell when the period is forecast to end above the amount"
        checked={draft.forecast}
        onChange={({ target }) => set({ forecast: target.checked })}
      />
      <ChannelPicks chosen={draft.channels} onChange={(channels) => set({ channels })} />
      <BudgetPreview draft={draft} />
      <details>
        <summary className="cursor-pointer text-xs text-ink-2 hover:text-ink">Currency, time zone, switch off</summary>
        <div className="mt-3 grid gap-3 sm:grid-cols-3">
          <TextField
            label="Currency"
            value={draft.currency}
            {...invalid("currency")}
            onChange={({ target }) => set({ currency: target.value })}
          />
          <TextField
            label="Time zone"
            value={draft.timeZone}
            {...invalid("timeZone")}
            onChange={({ target }) => set({ timeZone: target.value })}
          />
          <div className="sm:pt-5">
            <CheckField
              label="It is on"
              checked={draft.isEnabled}
              onChange={({ target }) => set({ isEnabled: target.checked })}
            />
          </div>
        </div>
      </details>
      <FormEnd {...form} save="Save budget" onCancel={onClose} />
    </form>
  );
}

/** The name survives even when the rest of what is stored cannot be read. */
function nameOf(row: BudgetRow | undefined): { readonly name?: string } {
  return row === undefined ? {} : { name: row.name };
}
