"use client";
import { ListFilter, X } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { dimensionLabel, valueLabel } from "#lib/scope/dimensions.ts";
import { formatFilterToken, parseFilterToken } from "#lib/scope/filter-token.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { FilterPicker } from "./filter-picker.tsx";
import { useHotkeys } from "./use-hotkeys.ts";

/** Chips and the button that adds one. Click the word in the middle of a chip to turn it into "is not". */
export function FilterBar() {
  const [open, setOpen] = useState(false);
  const { params, setParams } = useScope();
  useHotkeys({ "/": () => setOpen(true) });
  const set = (f: string[]) => void setParams({ f: f.length > 0 ? f : null });
  return (
    <>
      {params.f.map((text) => (
        <FilterChip
          key={text}
          text={text}
          onRemove={() => set(params.f.filter((other) => other !== text))}
          onChange={(next) => set(params.f.map((other) => (other === text ? next : other)))}
        />
      ))}
      <Popover
        label="Add a filter"
        open={open}
        onOpenChange={setOpen}
        className="w-72"
        trigger={
          <Button variant="quiet">
            <ListFilter size={14} aria-hidden />
            Filter
          </Button>
        }
      >
        <FilterPicker
          onPick={(token) => {
            setOpen(false);
            const text = formatFilterToken(token);
            if (!params.f.includes(text)) set([...params.f, text]);
          }}
        />
      </Popover>
      {params.f.length > 1 && (
        <Button variant="quiet" onClick={() => set([])}>
          Clear
        </Button>
      )}
    </>
  );
}

function FilterChip({
  text,
  onRemove,
  onChange,
}: {
  readonly text: string;
  readonly onRemove: () => void;
  readonly onChange: (text: string) => void;
}) {
  const token = parseFilterToken(text);
  if (!token) return null;
  const label = `${dimensionLabel(token.dimension)} ${token.exclude ? "is not" : "is"} ${valueLabel(token.dimension, token.value)}`;
  return (
    <span
      className="inline-flex h-8 max-w-full items-center overflow-hidden rounded-md border border-line-strong bg-surface"
      role="group"
      aria-label={`Filter: ${label}`}
    >
      <span className="pl-2.5 text-ink-3">{dimensionLabel(token.dimension)}</span>
      <button
        type="button"
        className="px-1.5 text-ink-3 hover:text-ink"
        title={token.exclude ? "Change to “is”" : "Change to “is not”"}
        onClick={() => onChange(formatFilterToken({ ...token, exclude: !token.exclude }))}
      >
        {token.exclude ? "is not" : "is"}
      </button>
      <span className="max-w-56 truncate font-medium">{valueLabel(token.dimension, token.value)}</span>
      <button
        type="button"
        aria-label={`Remove filter ${label}`}
        onClick={onRemove}
        className="ml-1 flex h-full items-center px-1.5 text-ink-3 hover:bg-hover hover:text-ink"
      >
        <X size={13} aria-hidden />
      </button>
    </span>
  );
}
