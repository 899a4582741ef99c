import { formatFilterToken } from "./filter-token.ts";

export interface CallsTarget {
  readonly window?: { readonly fromMs: number; readonly toMs: number };
  readonly by: readonly string[];
  /** null: of any group. */
  readonly keys: readonly string[] | null;
  /** Filters already set, in URL form. */
  readonly filters?: readonly string[];
}

/** Address of the calls behind a figure. */
export function callsHref({ window, by, keys, filters = [] }: CallsTarget): string {
  const own = (keys ?? []).map((value, index) =>
    formatFilterToken({ dimension: by[index] ?? "", value, exclude: false }),
  );
  const query = new URLSearchParams();
  if (window) query.set("range", `${window.fromMs}-${window.toMs}`);
  const all = [...new Set([...filters, ...own])];
  if (all.length > 0) query.set("f", serialiseFilters(all));
  const text = query.toString();
  return text ? `/traces?${text}` : "/traces";
}

/** The array form of nuqs: items joined by commas, commas inside an item escaped. */
export function serialiseFilters(filters: readonly string[]): string {
  return filters.map((item) => item.replaceAll(",", encodeURIComponent(","))).join(",");
}
