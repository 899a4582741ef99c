import { MEASURE_NAMES } from "./measures.ts";

/** One row per group over a usage source; a group that corrections emptied is gone. */
export function groupedUsage(source: string, keys: readonly string[]): string {
  const columns = [
    ...keys.map((key) => `q.${key} AS ${key}`),
    ...MEASURE_NAMES.map((name) => `sum(q.${name}) AS ${name}`),
  ];
  const groupBy = keys.length === 0 ? "" : ` GROUP BY ${keys.join(", ")}`;
  const anything = MEASURE_NAMES.map((name) => `${name} != 0`).join(" OR ");
  return `SELECT ${columns.join(", ")} FROM (${source}) AS q${groupBy} HAVING ${anything}`;
}
