import { serialiseFilters } from "#lib/scope/calls-href.ts";
import { formatFilterToken } from "#lib/scope/filter-token.ts";

/** Address of the form for a budget of a row of figures: its values and the filters already set. */
export function budgetHref({
  by,
  keys,
  filters,
}: {
  readonly by: readonly string[];
  readonly keys: readonly string[];
  /** In URL form. */
  readonly filters: readonly string[];
}): string {
  const own = keys.map((value, index) => formatFilterToken({ dimension: by[index] ?? "", value, exclude: false }));
  const query = new URLSearchParams({ edit: "new", scope: serialiseFilters([...new Set([...filters, ...own])]) });
  return `/budgets?${query}`;
}
