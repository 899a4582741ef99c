"use client";
import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "#lib/class-names.ts";

/** A tooltip that opens on hover, focus and tap. Exact figures and one-line explanations go here. */
export function Tip({
  content,
  children,
  className,
}: {
  readonly content: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return (
    <Tooltip.Root delayDuration={150}>
      <Tooltip.Trigger asChild>
        <span tabIndex={0} className={cn("cursor-default rounded-sm", className)}>
          {children}
        </span>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={6}
          collisionPadding={12}
          className="num z-50 max-w-80 rounded-md border bg-raised px-2.5 py-1.5 text-xs text-ink shadow-pop"
        >
          {content}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
