import type { ReactNode } from "react";
import { cn } from "#lib/class-names.ts";

export interface CardProps {
  readonly title?: ReactNode;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  readonly flush?: boolean;
  readonly label?: string;
}

/** A titled region of a page. `flush` lets a table reach the edges. */
export function Card({ title, description, actions, children, className, flush = false, label }: CardProps) {
  const name = label ?? (typeof title === "string" ? title : undefined);
  return (
    <section aria-label={name} className={cn("min-w-0 rounded-lg border bg-surface", className)}>
      {title !== undefined && (
        <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3 pb-2">
          <div className="min-w-0 flex-1 basis-48">
            {typeof title === "string" ? <h2 className="font-medium text-ink">{title}</h2> : title}
            {description !== undefined && <p className="text-xs text-ink-3">{description}</p>}
          </div>
          {actions !== undefined && (
            <div className="flex max-w-full items-center gap-1.5 overflow-x-auto">{actions}</div>
          )}
        </header>
      )}
      <div className={flush ? "" : title === undefined ? "p-4" : "px-4 pb-4"}>{children}</div>
    </section>
  );
}
