import type { Parameters, ParameterValue } from "../store/store.ts";
import { type Dimension, DIMENSIONS } from "./dimensions.ts";
import { isAttributeDimension } from "./is-attribute-dimension.ts";
import type { UsageFilter } from "./usage-filter.ts";

export type TableKind = "rollup" | "spans" | "adjustments";

/** Collects the bound values of one query. */
export interface Binder {
  /** Binds a value under a fresh name and returns its placeholder. */
  bind(type: string, value: ParameterValue): string;
  readonly params: Parameters;
}

export function createBinder(): Binder {
  const params: Record<string, ParameterValue> = {};
  return {
    params,
    bind(type, value) {
      const name = `p${Object.keys(params).length}`;
      params[name] = value;
      return `{${name}: ${type}}`;
    },
  };
}

/**
 * The SQL of a dimension. Tables are called `u` (roll-up) or `t` (spans, adjustments); an adjustment has no attributes, so
 * they come from its span, `s`.
 */
export function dimensionExpression(dimension: Dimension, kind: TableKind, binder: Binder): string {
  if (isAttributeDimension(dimension)) {
    const owner = kind === "adjustments" ? "s" : "t";
    return `${owner}.attributes[${binder.bind("String", dimension.slice("attr:".length))}]`;
  }
  const definition = DIMENSIONS[dimension];
  return kind === "rollup" ? `u.${definition.rollup}` : definition.raw;
}

/** The SQL of the filters, each led by AND; "" without any. */
export function filterExpression(filters: readonly UsageFilter[], kind: TableKind, binder: Binder): string {
  return filters
    .map(({ dimension, op, values }) => {
      const list = binder.bind("Array(String)", values);
      return ` AND ${dimensionExpression(dimension, kind, binder)} ${op === "in" ? "IN" : "NOT IN"} ${list}`;
    })
    .join("");
}
