"use client";
import { Check, ChevronDown } from "lucide-react";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "#lib/class-names.ts";
import { buttonClass } from "./button.tsx";
import { Popover } from "./popover.tsx";

export interface MenuOption {
  readonly value: string;
  readonly label: string;
}

export interface MenuSelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly MenuOption[];
  readonly onChange: (value: string) => void;
  /** What the button says, when it is not the label of the option. */
  readonly shown?: string;
  /** Below the options; gets a function that closes the list. */
  readonly more?: (close: () => void) => ReactNode;
}

/** One of a list, in the look of the other controls. Arrow keys move, Enter chooses, Escape closes. */
export function MenuSelect({ label, value, options, onChange, shown, more }: MenuSelectProps) {
  const [open, setOpen] = useState(false);
  const current = shown ?? options.find((option) => option.value === value)?.label ?? value;
  const close = () => setOpen(false);
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      className="w-60"
      trigger={
        <button type="button" aria-label={`${label}: ${current}`} className={cn(buttonClass(), "max-w-52")}>
          <span className="truncate">{current}</span>
          <ChevronDown size={13} className="shrink-0 text-ink-3" aria-hidden />
        </button>
      }
    >
      <div onKeyDown={moveFocus}>
        <ul className="max-h-80 overflow-y-auto">
          {options.map((option) => (
            <li key={option.value}>
              <button
                type="button"
                aria-pressed={option.value === value}
                onClick={() => {
                  close();
                  onChange(option.value);
                }}
                className="flex h-8 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover focus-visible:bg-hover"
              >
                <Check size={13} className={option.value === value ? "shrink-0" : "invisible shrink-0"} aria-hidden />
                <span className="truncate">{option.label}</span>
              </button>
            </li>
          ))}
        </ul>
        {more?.(close)}
      </div>
    </Popover>
  );
}

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("li button, input")];
  const index = stops.indexOf(document.activeElement as HTMLElement);
  stops[(index + (event.key === "ArrowDown" ? 1 : -1) + stops.length) % stops.length]?.focus();
  event.preventDefault();
}
