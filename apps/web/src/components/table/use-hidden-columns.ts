"use client";
import { useCallback, useSyncExternalStore } from "react";

const NONE: readonly string[] = [];
const listeners = new Set<() => void>();
/** Parsed once per stored text, so that the same text is the same array. */
const parsed = new Map<string, readonly string[]>();

/** Ids of the columns that this reader hid in the table of that name; kept by the browser. */
export function useHiddenColumns(name: string | undefined): readonly [readonly string[], (hidden: string[]) => void] {
  const key = `spanledger.columns.${name ?? ""}`;
  const hidden = useSyncExternalStore(
    subscribe,
    () => (name === undefined ? NONE : read(key)),
    () => NONE,
  );
  const setHidden = useCallback(
    (next: string[]) => {
      localStorage.setItem(key, JSON.stringify(next));
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [hidden, setHidden];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(key: string): readonly string[] {
  const text = localStorage.getItem(key) ?? "";
  const known = parsed.get(text);
  if (known) return known;
  const ids = idsOf(text);
  parsed.set(text, ids);
  return ids;
}

function idsOf(text: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((id) => typeof id === "string") : NONE;
  } catch {
    return NONE;
  }
}
