import { DIMENSION_LABELS } from "#lib/scope/dimensions.ts";

export type GroupBy = keyof typeof DIMENSION_LABELS | `attr:${string}`;

/** The dimensions that the URL asks for; unknown ones fall away, and without any it is the feature. */
export function groupByOf(by: readonly string[]): GroupBy[] {
  const known = by.filter((name): name is GroupBy => name in DIMENSION_LABELS || /^attr:[\w.-]{1,200}$/.test(name));
  const unique = [...new Set(known)].slice(0, 2);
  return unique.length === 0 ? ["feature"] : unique;
}
