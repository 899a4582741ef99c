"use client";
import { X } from "lucide-react";
import { STRETCH_LABELS } from "./range-filters.tsx";

export interface SearchWords {
  readonly q: string;
  readonly text: string;
  readonly cost: string;
  readonly took: string;
  readonly ttft: string;
  readonly tokens: string;
}

const LABELS = { q: "Name or id", text: "Messages contain", ...STRETCH_LABELS } as const satisfies Record<
  keyof SearchWords,
  string
>;

/** What the list is narrowed to, each with a way out. */
export function SearchChips({
  search,
  onRemove,
}: {
  readonly search: SearchWords;
  readonly onRemove: (name: keyof SearchWords) => void;
}) {
  const names = (Object.keys(LABELS) as (keyof SearchWords)[]).filter((name) => search[name] !== "");
  if (names.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-1.5">
      {names.map((name) => {
        const words = name === "q" || name === "text" ? search[name] : stretchWords(search[name]);
        return (
          <span
            key={name}
            role="group"
            aria-label={`Search: ${LABELS[name]} ${words}`}
            className="inline-flex h-8 max-w-full items-center overflow-hidden rounded-md border border-line-strong bg-surface"
          >
            <span className="shrink-0 pl-2.5 text-ink-3">{LABELS[name]}</span>
            <span className="max-w-72 truncate pl-1.5 font-medium">{words}</span>
            <button
              type="button"
              aria-label={`Remove the search for ${LABELS[name]} ${words}`}
              onClick={() => onRemove(name)}
              className="ml-1 flex h-full items-center px-1.5 text-ink-3 hover:bg-hover hover:text-ink"
            >
              <X size={13} aria-hidden />
            </button>
          </span>
        );
      })}
    </div>
  );
}

function stretchWords(text: string): string {
  const [min = "", max = ""] = text.split("..");
  if (min === "") return `≤ ${max}`;
  return max === "" ? `≥ ${min}` : `${min} – ${max}`;
}
