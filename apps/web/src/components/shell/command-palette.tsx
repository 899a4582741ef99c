"use client";
import dynamic from "next/dynamic";

const Content = dynamic(() => import("./command-palette-content.tsx").then((module) => module.CommandPaletteContent), {
  ssr: false,
});

/** Loaded the first time it is opened. */
export function CommandPalette({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  return open ? <Content onClose={() => onOpenChange(false)} /> : null;
}
