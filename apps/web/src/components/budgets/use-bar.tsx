import { cn } from "#lib/class-names.ts";

export interface UseBarProps {
  /** Of the amount. */
  readonly percent: number;
  readonly thresholds: readonly number[];
  readonly state: "open" | "warned" | "over" | "blocked";
}

const TONES = { open: "bg-accent", warned: "bg-warn", over: "bg-bad", blocked: "bg-bad" } as const;

/** How much of the amount is spent, with its thresholds; the figures beside it say the same. */
export function UseBar({ percent, thresholds, state }: UseBarProps) {
  const most = Math.max(100, percent, ...thresholds);
  const at = (value: number) => `${(100 * value) / most}%`;
  return (
    <div className="relative h-2 w-full min-w-24 rounded-full bg-hover" aria-hidden>
      <div className={cn("absolute inset-y-0 left-0 rounded-full", TONES[state])} style={{ width: at(percent) }} />
      {thresholds.map((threshold) => (
        <div
          key={threshold}
          className="absolute -inset-y-0.5 w-px bg-ink-3"
          style={{ left: `min(${at(threshold)}, 100% - 1px)` }}
        />
      ))}
    </div>
  );
}
