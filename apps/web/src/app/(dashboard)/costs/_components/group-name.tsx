"use client";
import { ListTree } from "lucide-react";
import { BudgetLink } from "#components/budgets/budget-link.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { callsHref } from "#lib/scope/calls-href.ts";
import { valueLabel } from "#lib/scope/dimensions.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import type { CostTableRow } from "./cost-columns.tsx";

/** Name of a group with the colour it has in the chart and the way to its calls. */
export function GroupName({ row, by }: { readonly row: CostTableRow; readonly by: readonly string[] }) {
  const { params } = useScope();
  if (row.keys === null) return <span>{row.label}</span>;
  return (
    <span className="flex max-w-80 min-w-0 items-center gap-2">
      <span aria-hidden className="size-2.5 shrink-0 rounded-xs" style={{ background: row.colour ?? "transparent" }} />
      <span className="min-w-0 truncate">
        {row.keys.map((key, index) => (
          <span key={by[index]}>
            {index > 0 && <span className="text-ink-3"> / </span>}
            <span className={key === "" ? "text-ink-3" : "font-medium"}>{valueLabel(by[index] ?? "", key)}</span>
          </span>
        ))}
      </span>
      <ScopedLink
        href={callsHref({ by, keys: row.keys, filters: params.f })}
        aria-label={`Calls of ${row.label}`}
        title="Show the calls"
        className="shrink-0 rounded p-0.5 text-ink-3 opacity-0 group-hover/row:opacity-100 hover:text-ink focus:opacity-100 max-md:opacity-100"
      >
        <ListTree size={13} aria-hidden />
      </ScopedLink>
      <BudgetLink by={by} keys={row.keys} label={row.label} />
    </span>
  );
}
