import { formatFilterToken } from "./filter-token.ts";

/** The environment switch is a filter like any other. */
export function scopeFilters(env: string | null, filters: readonly string[]): string[] {
  return env === null
    ? [...filters]
    : [formatFilterToken({ dimension: "environment", exclude: false, value: env }), ...filters];
}
