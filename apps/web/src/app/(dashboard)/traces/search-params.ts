import { parseAsStringLiteral } from "nuqs/server";

export const KINDS = ["all", "counted", "errors", "unpriced", "no_usage"] as const;

/** What only this page keeps in the URL. */
export const callsParams = { kind: parseAsStringLiteral(KINDS).withDefault("all") };
