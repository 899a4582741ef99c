import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";

/** What only this page keeps in the URL. */
export const latencyParams = {
  by: parseAsArrayOf(parseAsString).withDefault(["feature"]),
  /** The whole call, or until its first token. */
  of: parseAsStringLiteral(["duration", "ttft"]).withDefault("duration"),
  sort: parseAsString.withDefault("-calls"),
};
