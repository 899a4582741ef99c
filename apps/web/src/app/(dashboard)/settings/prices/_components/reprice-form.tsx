"use client";
import { useState, type ChangeEvent, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/field.tsx";
import { fromWallClock, toWallClock } from "@spanledger/calendar";
import { CheckField } from "../../_components/check-field.tsx";
import { KnownValues } from "./known-values.tsx";
import type { RepriceRange } from "./use-reprice.ts";

const DAY_MS = 86_400_000;
const DAYS_BACK = 30;

export interface RepriceFormProps {
  readonly timeZone: string;
  readonly nowMs: number;
  readonly provider: string;
  readonly model: string;
  readonly isBusy: boolean;
  readonly onChange: () => void;
  readonly onPreview: (range: RepriceRange) => void;
}

/** Which calls to re-price, by whole days of the project's time zone. */
export function RepriceForm({ timeZone, nowMs, isBusy, onChange, onPreview, ...initial }: RepriceFormProps) {
  const today = dayText(nowMs, timeZone);
  const [draft, setDraft] = useState(() => ({
    from: dayText(nowMs - DAYS_BACK * DAY_MS, timeZone),
    to: today,
    ...initial,
    unpricedOnly: false,
  }));
  const [problem, setProblem] = useState("");
  function change(fields: Partial<typeof draft>) {
    setDraft((before) => ({ ...before, ...fields }));
    setProblem("");
    onChange();
  }
  const set = (name: "from" | "to" | "provider" | "model") => ({
    value: draft[name],
    disabled: isBusy,
    onChange: ({ target }: ChangeEvent<HTMLInputElement>) => change({ [name]: target.value }),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    const start = (day: string) => fromWallClock(Date.parse(`${day}T00:00:00Z`), timeZone);
    const { from, to, provider, model, unpricedOnly } = draft;
    const fromMs = start(from);
    const toMs = Math.min(fromWallClock(Date.parse(`${to}T00:00:00Z`) + DAY_MS, timeZone), Date.now());
    if (toMs <= fromMs) setProblem("The range ends before it starts.");
    else onPreview({ fromMs, toMs, provider: provider.trim(), model: model.trim(), unpricedOnly });
  }
  return (
    <form onSubmit={submit} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <TextField label="From" hint={timeZone} type="date" required max={today} {...set("from")} />
      <TextField
        label="To"
        hint="That day included"
        error={problem || undefined}
        type="date"
        required
        max={today}
        {...set("to")}
      />
      <TextField label="Provider" placeholder="all" list="reprice-provider" {...set("provider")} />
      <TextField label="Model" placeholder="all" list="reprice-model" {...set("model")} />
      <KnownValues id="reprice-provider" dimension="provider" />
      <KnownValues id="reprice-model" dimension="model" />
      <div className="col-span-full flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" disabled={isBusy}>
          Preview
        </Button>
        <CheckField
          label="Only calls without a price"
          checked={draft.unpricedOnly}
          disabled={isBusy}
          onChange={({ target }) => change({ unpricedOnly: target.checked })}
        />
      </div>
    </form>
  );
}

function dayText(ms: number, timeZone: string): string {
  return toWallClock(ms, timeZone).toISOString().slice(0, 10);
}
