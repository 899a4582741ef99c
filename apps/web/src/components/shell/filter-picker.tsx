"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronLeft } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { formatCount } from "#lib/format-count.ts";
import { DIMENSION_LABELS, DIMENSION_NAMES, dimensionLabel, valueLabel } from "#lib/scope/dimensions.ts";
import type { FilterToken } from "#lib/scope/filter-token.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

const ROW =
  "flex h-8 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover focus:bg-hover focus:outline-none";
const SEARCH = "mb-1 h-9 w-full border-b bg-transparent px-2.5 outline-none";

/** First the dimension, then one of its real values. */
export function FilterPicker({ onPick }: { readonly onPick: (token: FilterToken) => void }) {
  const [dimension, setDimension] = useState<string | null>(null);
  const [search, setSearch] = useState("");
  if (dimension !== null) return <ValueList dimension={dimension} onPick={onPick} onBack={() => setDimension(null)} />;
  const names = DIMENSION_NAMES.filter((name) => DIMENSION_LABELS[name].toLowerCase().includes(search.toLowerCase()));
  const attribute = /^[A-Za-z0-9_.-]{2,}$/.test(search) && names.length === 0 ? search : null;
  const pick = (name: string) => setDimension(name);
  return (
    <div onKeyDown={moveFocus}>
      <input
        autoFocus
        aria-label="Filter by"
        placeholder="Filter by…"
        value={search}
        onChange={({ target }) => setSearch(target.value)}
        className={SEARCH}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            const first = names[0] ?? (attribute ? `attr:${attribute}` : null);
            if (first) pick(first);
          }
        }}
      />
      <ul className="max-h-80 overflow-y-auto">
        {names.map((name) => (
          <li key={name}>
            <button type="button" className={ROW} onClick={() => pick(name)}>
              {DIMENSION_LABELS[name]}
            </button>
          </li>
        ))}
        {attribute && (
          <li>
            <button type="button" className={ROW} onClick={() => pick(`attr:${attribute}`)}>
              Attribute <span className="font-mono text-xs">{attribute}</span>
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}

function ValueList({
  dimension,
  onPick,
  onBack,
}: {
  readonly dimension: string;
  readonly onPick: (token: FilterToken) => void;
  readonly onBack: () => void;
}) {
  const [prefix, setPrefix] = useState("");
  const { project } = useScope();
  const trpc = useTRPC();
  const values = useQuery({
    ...trpc.scope.values.queryOptions({ project, dimension, prefix }),
    placeholderData: keepPreviousData,
  });
  const pick = (value: string) => onPick({ dimension, value, exclude: false });
  return (
    <div onKeyDown={moveFocus}>
      <div className="flex items-center">
        <button
          type="button"
          aria-label="Back to dimensions"
          onClick={onBack}
          className="rounded p-1.5 text-ink-3 hover:text-ink"
        >
          <ChevronLeft size={14} aria-hidden />
        </button>
        <input
          autoFocus
          aria-label={`${dimensionLabel(dimension)} is`}
          placeholder={`${dimensionLabel(dimension)} is…`}
          value={prefix}
          onChange={({ target }) => setPrefix(target.value)}
          className={SEARCH}
          onKeyDown={(event) => {
            if (event.key === "Enter" && prefix !== "") pick(values.data?.[0]?.value ?? prefix);
          }}
        />
      </div>
      {values.error && <p className="px-2.5 py-2 text-bad">{values.error.message}</p>}
      <ul className="max-h-80 overflow-y-auto" aria-busy={values.isFetching}>
        {values.data?.map(({ value, calls }) => (
          <li key={value}>
            <button type="button" className={ROW} onClick={() => pick(value)}>
              <span className="min-w-0 flex-1 truncate">{valueLabel(dimension, value)}</span>
              {calls !== null && <span className="num text-xs text-ink-3">{formatCount(calls)}</span>}
            </button>
          </li>
        ))}
      </ul>
      {values.data?.length === 0 && (
        <p className="px-2.5 py-3 text-ink-2">No value starts with “{prefix}”. Enter uses it as it is.</p>
      )}
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("input, li button")];
  const index = stops.indexOf(document.activeElement as HTMLElement);
  stops[(index + (event.key === "ArrowDown" ? 1 : -1) + stops.length) % stops.length]?.focus();
  event.preventDefault();
}
