import { type Dimension, DIMENSIONS, DimensionSchema } from "@spanledger/clickhouse";
import { ApiError } from "./api-error.ts";

const DIMENSION_LIST = `${Object.keys(DIMENSIONS).join(", ")} or attr:<key>`;

/** `groupBy=tenant,feature`, also repeated. */
export function readGroupBy(query: URLSearchParams): Dimension[] {
  const names = query
    .getAll("groupBy")
    .flatMap((text) => text.split(","))
    .map((name) => name.trim());
  const wanted = [...new Set(names.filter((name) => name !== ""))];
  if (wanted.length > 8) throw new ApiError(400, 'The parameter "groupBy" takes at most 8 dimensions.');
  return wanted.map((name) => {
    const dimension = DimensionSchema.safeParse(name);
    if (dimension.success) return dimension.data;
    throw new ApiError(400, `The parameter "groupBy" names "${name}", which is no dimension: use ${DIMENSION_LIST}.`);
  });
}
