"use client";
import { useEffect, useState } from "react";
import type { VirtualRows } from "./virtual-rows.tsx";

/** The body for long tables once it is there: it is loaded only for those. */
export function useVirtualRows(isLong: boolean): typeof VirtualRows | null {
  const [Rows, setRows] = useState<typeof VirtualRows | null>(null);
  useEffect(() => {
    if (isLong) void import("./virtual-rows.tsx").then((module) => setRows(() => module.VirtualRows));
  }, [isLong]);
  return isLong ? Rows : null;
}
