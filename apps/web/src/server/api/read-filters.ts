import { DimensionSchema, type UsageFilter } from "@spanledger/clickhouse";
import { ApiError } from "./api-error.ts";

/** `tenant=acme&tenant=globex` keeps either; `tenant=` keeps calls without one. */
export function readFilters(query: URLSearchParams): UsageFilter[] {
  return [...new Set(query.keys())].flatMap((name) => {
    const dimension = DimensionSchema.safeParse(name);
    if (!dimension.success) return [];
    const values = query.getAll(name);
    if (values.length > 500 || values.some((value) => value.length > 1000)) {
      throw new ApiError(400, `The parameter "${name}" takes at most 500 values of at most 1000 characters.`);
    }
    return [{ dimension: dimension.data, op: "in" as const, values }];
  });
}
