"use client";
import { useSyncExternalStore } from "react";

const QUERY = "(max-width: 767px)";

/** Whether the window is phone-wide; the server takes it for a wide one. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (notify) => {
      const list = window.matchMedia(QUERY);
      list.addEventListener("change", notify);
      return () => list.removeEventListener("change", notify);
    },
    () => window.matchMedia(QUERY).matches,
    () => false,
  );
}
