import type { ReactNode } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";

const GRID = "grid grid-cols-2 divide-line rounded-lg border bg-surface sm:grid-cols-3 xl:divide-x";
/** The first figure answers the page's question: it may have more room than the other five. */
const COLUMNS = {
  even: "xl:grid-cols-6",
  wide: "xl:grid-cols-[1.2fr_repeat(5,1fr)]",
  widest: "xl:grid-cols-[1.4fr_repeat(5,1fr)]",
} as const;

export interface StatRowProps {
  readonly first: keyof typeof COLUMNS;
  readonly testId: string;
  /** Shows figures of the question before, while the new ones are on their way. */
  readonly isBusy: boolean;
  /** Six `Stat`s; null while there is nothing to show. */
  readonly children: ReactNode;
}

/** The headline of a page: six figures side by side. */
export function StatRow({ first, testId, isBusy, children }: StatRowProps) {
  const className = `${GRID} ${COLUMNS[first]}`;
  if (children === null)
    return (
      <div className={className} aria-busy>
        {["a", "b", "c", "d", "e", "f"].map((key) => (
          <div key={key} className="h-[86px] px-4 py-3">
            <Skeleton className="h-3 w-16" />
            <Skeleton className="mt-2 h-6 w-24" />
            <Skeleton className="mt-2 h-3 w-20" />
          </div>
        ))}
      </div>
    );
  return (
    <dl className={className} aria-busy={isBusy} data-testid={testId}>
      {children}
    </dl>
  );
}
