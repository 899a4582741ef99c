import type { ReactNode } from "react";

export interface StatProps {
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly change?: ReactNode;
  readonly note?: ReactNode;
}

/** One headline figure: what it is, how much, against what. */
export function Stat({ label, value, change, note }: StatProps) {
  return (
    <div className="min-w-0 px-4 py-3">
      <dt className="text-xs text-ink-2">{label}</dt>
      <dd className="mt-1">
        <span className="num text-xl leading-7 font-semibold tracking-tight">{value}</span>
        {change !== undefined && <span className="ml-2 text-xs">{change}</span>}
        {note !== undefined && <span className="mt-0.5 block text-xs text-ink-3 sm:truncate">{note}</span>}
      </dd>
    </div>
  );
}
