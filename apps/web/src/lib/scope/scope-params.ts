import { createParser, parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { DEFAULT_RANGE, isRange } from "#lib/time/range.ts";

const parseAsRange = createParser({
  parse: (text: string) => (isRange(text) ? text : null),
  serialize: (range: string) => range,
});

/** The part of the URL that every page shares. Defaults are left out of the URL. */
export const scopeParams = {
  project: parseAsString,
  range: parseAsRange.withDefault(DEFAULT_RANGE),
  compare: parseAsStringLiteral(["previous", "off"]).withDefault("previous"),
  env: parseAsString,
  f: parseAsArrayOf(parseAsString).withDefault([]),
  live: parseAsBoolean.withDefault(false),
  currency: parseAsStringLiteral(["project", "USD"]).withDefault("project"),
};
