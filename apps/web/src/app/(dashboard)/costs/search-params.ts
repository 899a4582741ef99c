import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";

/** What only this page keeps in the URL. */
export const costsParams = {
  by: parseAsArrayOf(parseAsString).withDefault(["feature"]),
  chart: parseAsStringLiteral(["bar", "area"]).withDefault("bar"),
  view: parseAsStringLiteral(["chart", "table"]).withDefault("chart"),
  sort: parseAsString.withDefault("-spend"),
};
