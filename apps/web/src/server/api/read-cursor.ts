import type { z } from "zod";
import { ApiError } from "./api-error.ts";

/** The position that `cursor` names; undefined on the first page. */
export function readCursor<T>(query: URLSearchParams, schema: z.ZodType<T>): T | undefined {
  const text = query.get("cursor");
  if (text === null || text === "") return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    throw new ApiError(400, 'The parameter "cursor" is not one that this server gave out: start again without it.');
  }
}
