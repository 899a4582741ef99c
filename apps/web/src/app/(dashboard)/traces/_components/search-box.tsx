"use client";
import { Search, X } from "lucide-react";
import { useId, useState, type KeyboardEvent } from "react";
import { useHotkeys } from "#components/shell/use-hotkeys.ts";
import { cn } from "#lib/class-names.ts";
import { useSuggestions, type Suggestion } from "./use-suggestions.ts";

export interface SearchBoxProps {
  readonly onPick: (suggestion: Suggestion) => void;
}

/** One field for ids, names, words of a message, attributes and values. What it can mean is listed as one types. */
export function SearchBox({ onPick }: SearchBoxProps) {
  const [typed, setTyped] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(0);
  const id = useId();
  const suggestions = useSuggestions(isOpen ? typed : "");
  useHotkeys({ "/": () => document.getElementById(id)?.focus() });
  const choose = (suggestion: Suggestion | undefined) => {
    if (!suggestion) return;
    setActive(0);
    if (suggestion.kind === "complete") {
      setTyped(suggestion.text);
      return;
    }
    setTyped("");
    setIsOpen(false);
    onPick(suggestion);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setIsOpen(true);
      setActive((index) => (index + step + suggestions.length) % Math.max(1, suggestions.length));
    } else if (event.key === "Enter") choose(suggestions[active]);
    else if (event.key === "Escape") {
      setIsOpen(false);
      if (!isOpen || typed === "") event.currentTarget.blur();
    }
  };
  const shown = isOpen && suggestions.length > 0;
  return (
    <div className="relative min-w-0 flex-1 basis-64">
      <Search size={14} aria-hidden className="pointer-events-none absolute top-2.5 left-2.5 text-ink-3" />
      <input
        id={id}
        role="combobox"
        aria-label="Search calls"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown ? `${id}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="Search by id, name, words in a message, attribute = value"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setIsOpen(true);
          setActive(0);
        }}
        onFocus={() => setIsOpen(true)}
        onBlur={() => setIsOpen(false)}
        onKeyDown={onKeyDown}
        className="h-9 w-full rounded-md border border-line-strong bg-surface pr-8 pl-8"
      />
      {typed !== "" && (
        <button
          type="button"
          aria-label="Clear the search field"
          onClick={() => setTyped("")}
          className="absolute top-1.5 right-1.5 rounded p-1 text-ink-3 hover:text-ink"
        >
          <X size={14} aria-hidden />
        </button>
      )}
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label="What to search for"
        hidden={!shown}
        className="absolute inset-x-0 top-10 z-20 max-h-96 overflow-y-auto rounded-lg border bg-raised p-1 shadow-pop"
      >
        {suggestions.map((suggestion, index) => (
          <li
            key={suggestion.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(suggestion)}
            onMouseEnter={() => setActive(index)}
            className={cn("flex min-h-8 items-center gap-2 rounded-md px-2 py-1", index === active && "bg-hover")}
          >
            <span className="shrink-0 text-ink-3">{suggestion.does}</span>
            <span className="min-w-0 truncate font-medium">{suggestion.text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
