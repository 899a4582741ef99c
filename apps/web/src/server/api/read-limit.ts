import { ApiError } from "./api-error.ts";

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

/** `limit`: rows per page. */
export function readLimit(query: URLSearchParams): number {
  const text = query.get("limit");
  if (text === null || text === "") return DEFAULT_LIMIT;
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new ApiError(400, `The parameter "limit" must be a whole number from 1 to ${MAX_LIMIT}.`);
}
