import type { Scope, ScopeDimension } from "@spanledger/alerts";
import { parseFilterToken } from "#lib/scope/filter-token.ts";

export interface FilterDraft {
  readonly dimension: string;
  readonly op: "in" | "not_in";
  readonly values: readonly string[];
}

/** What a budget or an alert is about, as it is typed. */
export interface ScopeDraft {
  readonly kind: Scope["kind"];
  readonly dimension: string;
  readonly filters: readonly FilterDraft[];
}

export function scopeDraftOf(scope: Scope): ScopeDraft {
  return {
    kind: scope.kind,
    dimension: scope.kind === "each" ? scope.dimension : "tenant",
    filters: scope.kind === "project" ? [] : scope.filters,
  };
}

/** Filters in URL form as a scope; chips of one dimension mean any of them. */
export function scopeOfTokens(tokens: readonly string[]): ScopeDraft {
  const filters = new Map<string, { dimension: string; op: "in" | "not_in"; values: string[] }>();
  for (const text of tokens) {
    const token = parseFilterToken(text);
    if (token === null) continue;
    const op = token.exclude ? "not_in" : "in";
    const key = `${op} ${token.dimension}`;
    const filter = filters.get(key) ?? { dimension: token.dimension, op, values: [] };
    filter.values.push(token.value);
    filters.set(key, filter);
  }
  return { kind: filters.size === 0 ? "project" : "filters", dimension: "tenant", filters: [...filters.values()] };
}

export function scopeInput({ kind, dimension, filters }: ScopeDraft): Record<string, unknown> {
  if (kind === "project") return { kind };
  return kind === "each" ? { kind, dimension: dimension as ScopeDimension, filters } : { kind, filters };
}
