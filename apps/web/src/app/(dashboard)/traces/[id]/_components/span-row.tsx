"use client";
import type { TreeCall } from "@spanledger/clickhouse";
import { ChevronRight } from "lucide-react";
import { memo } from "react";
import { CallCost } from "#components/figures/call-cost.tsx";
import { cn } from "#lib/class-names.ts";
import type { TreeNode } from "#lib/calls/build-tree.ts";
import { formatCount, formatInteger } from "#lib/format-count.ts";
import { formatDuration } from "#lib/format-duration.ts";
import type { TimeScale } from "./span-tree.tsx";

export const ROW_GRID =
  "grid grid-cols-[minmax(0,1fr)_5.75rem_4rem] gap-3 md:grid-cols-[minmax(0,1fr)_3.5rem_5.75rem_4rem_minmax(5rem,26%)]";

export interface SpanRowProps {
  readonly node: TreeNode<TreeCall>;
  readonly top: number;
  readonly height: number;
  readonly scale: TimeScale;
  readonly isSelected: boolean;
  readonly isFolded: boolean;
  /** Milliseconds in which the trace waited for this span itself; undefined when it did not. */
  readonly waitedMs: number | undefined;
  /** Off the path that is shown. */
  readonly isDimmed: boolean;
  readonly onFold: (key: string) => void;
  readonly onSelect: (spanId: string) => void;
}

/** One span: what it is, what it used, cost and took, and when it ran. */
export const SpanRow = memo(function SpanRow(props: SpanRowProps) {
  const { node, top, height, scale, isSelected, isFolded, isDimmed, onFold, onSelect } = props;
  const { span, depth, children } = node;
  return (
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isSelected}
      aria-expanded={children.length > 0 ? !isFolded : undefined}
      tabIndex={isSelected ? 0 : -1}
      onClick={() => onSelect(span.spanId)}
      className={cn(
        ROW_GRID,
        "absolute inset-x-0 cursor-pointer items-center px-3 outline-offset-[-2px] hover:bg-hover",
        isSelected && "bg-accent-soft hover:bg-accent-soft",
      )}
      style={{ transform: `translateY(${top}px)`, height }}
    >
      <span className="flex min-w-0 items-center gap-1.5" style={{ paddingLeft: Math.min(depth, 12) * 14 }}>
        {children.length > 0 ? (
          <button
            type="button"
            tabIndex={-1}
            aria-label={isFolded ? "Unfold" : "Fold"}
            onClick={(event) => {
              event.stopPropagation();
              onFold(node.key);
            }}
            className="rounded p-0.5 text-ink-3 hover:text-ink"
          >
            <ChevronRight size={13} aria-hidden className={cn(!isFolded && "rotate-90")} />
          </button>
        ) : (
          <span className="w-[17px] shrink-0" />
        )}
        <span aria-hidden className={cn("size-1.5 shrink-0 rounded-full", dotColour(span))} />
        <span
          className={cn("truncate", span.role === "call" && !isDimmed ? "font-medium" : "text-ink-2")}
          title={span.name}
        >
          {span.name}
        </span>
        {modelBeside(span) !== "" && <span className="truncate text-xs text-ink-3">{modelBeside(span)}</span>}
        {span.status === "error" && <span className="sr-only">failed</span>}
      </span>
      <span className="num hidden text-right text-ink-2 md:block" title={tokenTitle(span)}>
        {span.tokens ? formatCount(span.tokens.input + span.tokens.output) : ""}
      </span>
      <span className="truncate text-right">
        <CallCost plain call={span} />
      </span>
      <span className="num text-right text-ink-2">{formatDuration(span.durationMs)}</span>
      <Bar {...{ span, scale, isDimmed }} waitedMs={props.waitedMs} />
    </div>
  );
});

interface BarProps {
  readonly span: TreeCall;
  readonly scale: TimeScale;
  readonly isDimmed: boolean;
  readonly waitedMs: number | undefined;
}

function Bar({ span, scale, isDimmed, waitedMs }: BarProps) {
  const startMs = Number(BigInt(span.startTimeNs) - scale.startNs) / 1e6;
  const left = Math.min(99.5, (startMs / scale.lengthMs) * 100);
  const width = Math.min(100 - left, Math.max(0.5, (span.durationMs / scale.lengthMs) * 100));
  const first =
    span.ttftMs === null || span.durationMs === 0 ? null : Math.min(100, (span.ttftMs / span.durationMs) * 100);
  const title = [
    `starts after ${formatDuration(startMs)}`,
    `takes ${formatDuration(span.durationMs)}`,
    ...(span.ttftMs === null ? [] : [`first token after ${formatDuration(span.ttftMs)}`]),
    ...(waitedMs === undefined ? [] : [`the trace waited ${formatDuration(waitedMs)} for this span itself`]),
  ].join(", ");
  return (
    <span className="relative hidden h-3 rounded-sm bg-sunken md:block" title={title}>
      <span
        className={cn("absolute inset-y-0 overflow-hidden rounded-sm", barColour(span), isDimmed && "opacity-30")}
        style={{ left: `${left}%`, width: `${width}%` }}
      >
        {first !== null && <span className="absolute inset-y-0 left-0 bg-surface/45" style={{ width: `${first}%` }} />}
      </span>
    </span>
  );
}

function barColour(span: TreeCall): string {
  return span.status === "error" ? "bg-bad" : span.role === "call" ? "bg-accent" : "bg-ink-3";
}

function dotColour(span: TreeCall): string {
  if (span.status === "error") return "bg-bad";
  return span.role === "call" ? "bg-accent" : "bg-line-strong";
}

function tokenTitle({ tokens }: TreeCall): string | undefined {
  return tokens ? `${formatInteger(tokens.input)} in, ${formatInteger(tokens.output)} out` : undefined;
}

/** The model, unless the name says it already. */
function modelBeside({ role, name, model }: TreeCall): string {
  return role === "call" && !name.includes(model) ? model : "";
}
