import { DimensionSchema, DIMENSIONS, type Dimension, type TimeRange, type UsageFilter } from "@spanledger/clickhouse";
import { ApiError } from "./api-error.ts";
import { parseTime } from "./parse-time.ts";

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;
const DEFAULT_RANGE_MS = 30 * 86_400_000;
const DIMENSION_LIST = `${Object.keys(DIMENSIONS).join(", ")} or attr:<key>`;

/** Refuses what no parameter reads, so that a misspelt filter is not a wrong figure. */
export function refuseUnknown(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (known.includes(name) || DimensionSchema.safeParse(name).success) continue;
    throw new ApiError(400, `The parameter "${name}" is not known: use ${known.join(", ")}, or a dimension as a filter.`);
  }
}

/** `from` and `to`; without them the last 30 days. */
export function readRange(query: URLSearchParams, nowMs: number): TimeRange {
  const toMs = timeOf(query, "to") ?? nowMs;
  const fromMs = timeOf(query, "from") ?? toMs - DEFAULT_RANGE_MS;
  if (fromMs > toMs) throw new ApiError(400, 'The parameter "from" is later than "to".');
  return { fromMs: Math.max(0, fromMs), toMs };
}

function timeOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  const time = parseTime(text);
  if (time !== undefined) return time;
  throw new ApiError(
    400,
    `The parameter "${name}" is not a time: use ISO 8601 such as 2026-03-01 or 2026-03-01T12:00:00Z, or Unix milliseconds.`,
  );
}

export function readLimit(query: URLSearchParams): number {
  const text = query.get("limit");
  if (text === null || text === "") return DEFAULT_LIMIT;
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new ApiError(400, `The parameter "limit" must be a whole number from 1 to ${MAX_LIMIT}.`);
}

/** `groupBy=tenant,feature`, also repeated. */
export function readGroupBy(query: URLSearchParams): Dimension[] {
  const names = query.getAll("groupBy").flatMap((text) => text.split(",")).map((name) => name.trim());
  const wanted = [...new Set(names.filter((name) => name !== ""))];
  if (wanted.length > 8) throw new ApiError(400, 'The parameter "groupBy" takes at most 8 dimensions.');
  return wanted.map((name) => {
    const dimension = DimensionSchema.safeParse(name);
    if (dimension.success) return dimension.data;
    throw new ApiError(400, `The parameter "groupBy" names "${name}", which is no dimension: use ${DIMENSION_LIST}.`);
  });
}

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
