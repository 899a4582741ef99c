"use client";
import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/field.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { formatInterval, parseInterval } from "#lib/calls/parse-interval.ts";

export interface Stretches {
  readonly cost: string;
  readonly took: string;
  readonly ttft: string;
  readonly tokens: string;
}

export const STRETCH_LABELS = {
  cost: "Cost",
  took: "Took, ms",
  ttft: "First token, ms",
  tokens: "Tokens",
} as const satisfies Record<keyof Stretches, string>;

const NAMES = Object.keys(STRETCH_LABELS) as readonly (keyof Stretches)[];
const NUMBER = /^\d{0,12}(\.\d{0,12})?$/;

/** Least and most of cost, duration, first token and tokens. */
export function RangeFilters({
  value,
  onChange,
}: {
  readonly value: Stretches;
  readonly onChange: (next: Stretches) => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="Ranges of cost, time and tokens"
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="w-80 p-3"
      trigger={
        <Button className="h-9">
          <SlidersHorizontal size={14} aria-hidden />
          Ranges
        </Button>
      }
    >
      <RangeForm
        value={value}
        onApply={(next) => {
          setOpen(false);
          onChange(next);
        }}
      />
    </Popover>
  );
}

function RangeForm({ value, onApply }: { readonly value: Stretches; readonly onApply: (next: Stretches) => void }) {
  const [ends, setEnds] = useState(() =>
    Object.fromEntries(
      NAMES.flatMap((name) => {
        const { min = "", max = "" } = parseInterval(value[name]) ?? {};
        return [
          [`${name}.min`, min],
          [`${name}.max`, max],
        ];
      }),
    ),
  );
  const wrong = Object.values(ends).some((text) => !NUMBER.test(text ?? "") || text === ".");
  const of = (name: keyof Stretches) =>
    formatInterval({ min: ends[`${name}.min`] ?? "", max: ends[`${name}.max`] ?? "" });
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) onApply({ cost: of("cost"), took: of("took"), ttft: of("ttft"), tokens: of("tokens") });
      }}
    >
      {NAMES.map((name) => (
        <div key={name} className="grid grid-cols-2 gap-2">
          {(["min", "max"] as const).map((end) => (
            <TextField
              key={end}
              label={`${STRETCH_LABELS[name]}, ${end === "min" ? "at least" : "at most"}`}
              inputMode="decimal"
              value={ends[`${name}.${end}`] ?? ""}
              error={NUMBER.test(ends[`${name}.${end}`] ?? "") ? undefined : "A number such as 0.25"}
              onChange={({ target }) => setEnds((before) => ({ ...before, [`${name}.${end}`]: target.value.trim() }))}
            />
          ))}
        </div>
      ))}
      <p className="text-xs text-ink-3">
        Cost is in the currency of the page. Cost and tokens look at what the totals count, so wrappers and duplicates
        drop out.
      </p>
      <div className="flex justify-end">
        <Button type="submit" variant="solid" disabled={wrong}>
          Apply
        </Button>
      </div>
    </form>
  );
}
