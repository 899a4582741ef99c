"use client";
import type { ReactNode } from "react";
import { cn } from "#lib/class-names.ts";

export interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: ReactNode; readonly name?: string }[];
  readonly onChange: (value: T) => void;
}

/** A small exclusive choice. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="inline-flex h-8 items-center rounded-md border border-line-strong bg-sunken p-0.5"
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          aria-label={option.name}
          onClick={() => onChange(option.value)}
          className={cn(
            "flex h-full items-center gap-1 rounded px-2 text-xs font-medium whitespace-nowrap",
            option.value === value
              ? "bg-surface text-ink shadow-[0_0_0_1px_var(--line-strong)]"
              : "text-ink-2 hover:text-ink",
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
