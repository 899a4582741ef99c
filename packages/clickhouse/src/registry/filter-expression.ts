import type { Binder } from "./create-binder.ts";
import { dimensionExpression, type TableKind } from "./dimension-expression.ts";
import type { UsageFilter } from "./usage-filter.ts";

/** The SQL of the filters, each led by AND; "" without any. */
export function filterExpression(filters: readonly UsageFilter[], kind: TableKind, binder: Binder): string {
  return filters
    .map(({ dimension, op, values }) => {
      const list = binder.bind("Array(String)", values);
      return ` AND ${dimensionExpression(dimension, kind, binder)} ${op === "in" ? "IN" : "NOT IN"} ${list}`;
    })
    .join("");
}
