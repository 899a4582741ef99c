import { parseAsStringLiteral } from "nuqs/server";
import { MOVER_DIMENSIONS } from "#lib/usage/mover-dimensions.ts";

/** What only the overview keeps in the URL. */
export const overviewParams = {
  /** Whose change is listed. */
  movers: parseAsStringLiteral(MOVER_DIMENSIONS).withDefault("feature"),
  view: parseAsStringLiteral(["chart", "table"]).withDefault("chart"),
};
