"use client";
import type { TraceSpan } from "@spanledger/clickhouse";
import { ChevronRight } from "lucide-react";
import { CallCost } from "#components/figures/call-cost.tsx";
import { cn } from "#lib/class-names.ts";
import type { TreeNode } from "#lib/calls/build-tree.ts";
import { formatDuration } from "#lib/format-duration.ts";
import type { TimeScale } from "./span-tree.tsx";

export interface SpanRowProps {
  readonly node: TreeNode<TraceSpan>;
  readonly top: number;
  readonly height: number;
  readonly scale: TimeScale;
  readonly isSelected: boolean;
  readonly isFolded: boolean;
  readonly onFold: () => void;
  readonly onSelect: () => void;
}

export function SpanRow({ node, top, height, scale, isSelected, isFolded, onFold, onSelect }: SpanRowProps) {
  const { span, depth, children } = node;
  const left = (Number(BigInt(span.startTimeNs) - scale.startNs) / 1e6 / scale.lengthMs) * 100;
  const width = Math.max(0.5, (span.durationMs / scale.lengthMs) * 100);
  return (
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isSelected}
      aria-expanded={children.length > 0 ? !isFolded : undefined}
      tabIndex={isSelected ? 0 : -1}
      onClick={onSelect}
      onKeyDown={(event) => (event.key === "Enter" ? onSelect() : undefined)}
      className={cn(
        "absolute inset-x-0 grid cursor-pointer grid-cols-[minmax(0,1fr)_5.5rem_4rem] items-center gap-3 px-3 hover:bg-hover md:grid-cols-[minmax(0,1fr)_5.5rem_4rem_minmax(6rem,30%)]",
        isSelected && "bg-accent-soft hover:bg-accent-soft",
      )}
      style={{ top, height }}
    >
      <span className="flex min-w-0 items-center gap-1.5" style={{ paddingLeft: Math.min(depth, 12) * 14 }}>
        {children.length > 0 ? (
          <button
            type="button"
            tabIndex={-1}
            aria-label={isFolded ? "Unfold" : "Fold"}
            onClick={(event) => {
              event.stopPropagation();
              onFold();
            }}
            className="rounded p-0.5 text-ink-3 hover:text-ink"
          >
            <ChevronRight size={13} aria-hidden className={cn("transition-transform", !isFolded && "rotate-90")} />
          </button>
        ) : (
          <span className="w-[17px] shrink-0" />
        )}
        <span aria-hidden className={cn("size-1.5 shrink-0 rounded-full", dotColour(span))} />
        <span className={cn("truncate", span.role === "call" ? "font-medium" : "text-ink-2")}>{span.name}</span>
        {modelBeside(span) !== "" && <span className="truncate text-xs text-ink-3">{modelBeside(span)}</span>}
      </span>
      <span className="num truncate text-right">
        <CallCost call={span} />
      </span>
      <span className="num text-right text-ink-2">{formatDuration(span.durationMs)}</span>
      <span aria-hidden className="relative hidden h-3 rounded-sm bg-sunken md:block">
        <span
          className={cn(
            "absolute inset-y-0 rounded-sm",
            span.status === "error" ? "bg-bad" : span.role === "call" ? "bg-accent" : "bg-line-strong",
          )}
          style={{ left: `${Math.min(99.5, left)}%`, width: `${Math.min(width, 100 - Math.min(99.5, left))}%` }}
        />
      </span>
    </div>
  );
}

function dotColour(span: TraceSpan): string {
  if (span.status === "error") return "bg-bad";
  return span.role === "call" ? "bg-accent" : "bg-line-strong";
}

/** The model, unless the name says it already. */
function modelBeside({ role, name, requestModel, responseModel }: TraceSpan): string {
  const model = requestModel || responseModel;
  return role === "call" && !name.includes(model) ? model : "";
}
