import type { ReactNode } from "react";
import { cn } from "#lib/class-names.ts";

const TONES = {
  neutral: "bg-sunken text-ink-2 border-line",
  accent: "bg-accent-soft text-accent border-transparent",
  warn: "bg-warn-soft text-warn border-transparent",
  bad: "bg-bad-soft text-bad border-transparent",
  good: "bg-sunken text-good border-line",
} as const;

export function Badge({
  tone = "neutral",
  children,
  title,
}: {
  readonly tone?: keyof typeof TONES;
  readonly children: ReactNode;
  readonly title?: string;
}) {
  return (
    <span
      title={title}
      className={cn(
        "inline-flex items-center gap-1 rounded border px-1.5 text-2xs font-medium whitespace-nowrap",
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
