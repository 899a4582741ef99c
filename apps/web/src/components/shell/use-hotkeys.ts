"use client";
import { useEffect, useRef } from "react";

/** Keys by name ("j", "?", "Escape", "mod+k"). Plain letters are ignored while typing in a field or in a dialog. */
export function useHotkeys(keys: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const modified = event.metaKey || event.ctrlKey;
      if (!modified && isOccupied(event.target)) return;
      if (event.altKey) return;
      const handler = current.current[`${modified ? "mod+" : ""}${event.key}`];
      if (!handler) return;
      event.preventDefault();
      handler(event);
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

function isOccupied(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select, [role=dialog]") !== null;
}
