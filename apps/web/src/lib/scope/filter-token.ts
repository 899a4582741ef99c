/**
 * One filter chip as it stands in the URL: `feature:checkout`, `-feature:checkout` (is not), `attr:team:search`.
 * An empty value means "not set". Several chips of one dimension mean any of them.
 */
export interface FilterToken {
  readonly dimension: string;
  readonly exclude: boolean;
  readonly value: string;
}

/** null when the text is no filter. */
export function parseFilterToken(text: string): FilterToken | null {
  const match = /^(-?)((?:attr:)?[A-Za-z0-9_.-]+):(.*)$/s.exec(text);
  if (!match) return null;
  const [, minus, dimension = "", value = ""] = match;
  return { dimension, exclude: minus === "-", value };
}

export function formatFilterToken(token: FilterToken): string {
  return `${token.exclude ? "-" : ""}${token.dimension}:${token.value}`;
}
