import { createParser, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { parseInterval } from "#lib/calls/parse-interval.ts";

export const KINDS = ["all", "counted", "errors", "unpriced", "no_usage", "spans"] as const;

/** A wrong stretch in a link is left out, as if it were not there. */
const parseAsStretch = createParser({
  parse: (text: string) => (parseInterval(text) === null ? null : text),
  serialize: (text: string) => text,
}).withDefault("");

/** What only this page keeps in the URL. */
export const callsParams = {
  kind: parseAsStringLiteral(KINDS).withDefault("all"),
  /** An id, or part of a name. */
  q: parseAsString.withDefault(""),
  /** Part of a message. */
  text: parseAsString.withDefault(""),
  cost: parseAsStretch,
  /** Milliseconds. */
  took: parseAsStretch,
  ttft: parseAsStretch,
  tokens: parseAsStretch,
};
