import { DimensionSchema } from "@spanledger/clickhouse";
import { ApiError } from "./api-error.ts";

/** Refuses what no parameter reads, so that a misspelt filter is not a wrong figure. */
export function refuseUnknown(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (known.includes(name) || DimensionSchema.safeParse(name).success) continue;
    throw new ApiError(
      400,
      `The parameter "${name}" is not known: use ${known.join(", ")}, or a dimension as a filter.`,
    );
  }
}
