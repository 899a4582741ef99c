import { ArrowDownRight, ArrowUpRight } from "lucide-react";
import { cn } from "#lib/class-names.ts";
import { formatChange } from "#lib/format-change.ts";

export interface ChangeProps {
  /** Ratio, null when there was nothing before. */
  readonly ratio: number | null;
  /** Which direction is the welcome one; spend and calls have none by themselves. */
  readonly good?: "up" | "down" | "neither";
  readonly title?: string;
}

/** Change against the previous period. Arrow and sign carry the direction, so colour is never alone. */
export function Change({ ratio, good = "neither", title }: ChangeProps) {
  const direction = ratio === null || ratio === 0 ? null : ratio > 0 ? "up" : "down";
  const tone = direction === null || good === "neither" ? "text-ink-2" : direction === good ? "text-good" : "text-bad";
  const Arrow = direction === "up" ? ArrowUpRight : ArrowDownRight;
  return (
    <span title={title} className={cn("num inline-flex items-center gap-0.5 whitespace-nowrap", tone)}>
      {direction && <Arrow size={12} aria-hidden />}
      {formatChange(ratio)}
    </span>
  );
}
