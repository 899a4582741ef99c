import type { Scope } from "@spanledger/alerts";
import { dimensionLabel, valueLabel } from "#lib/scope/dimensions.ts";

const SHOWN_VALUES = 3;

/** What a budget or an alert is about: "each tenant, feature is chat". */
export function scopeWords(scope: Scope): string {
  if (scope.kind === "project") return "whole project";
  const filters = scope.filters.map(({ dimension, op, values }) => {
    const shown = values.slice(0, SHOWN_VALUES).map((value) => valueLabel(dimension, value));
    const more = values.length > SHOWN_VALUES ? ` and ${values.length - SHOWN_VALUES} more` : "";
    return `${dimensionLabel(dimension).toLowerCase()} ${op === "in" ? "is" : "is not"} ${shown.join(", ")}${more}`;
  });
  return (scope.kind === "each" ? [`each ${dimensionLabel(scope.dimension).toLowerCase()}`, ...filters] : filters).join(
    "; ",
  );
}
