import { parseAsArrayOf, parseAsString } from "nuqs/server";

/** What only this page keeps in the URL. */
export const cacheParams = {
  by: parseAsArrayOf(parseAsString).withDefault(["feature"]),
  sort: parseAsString.withDefault("-saved"),
};
