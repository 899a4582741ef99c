import { parseAsString } from "nuqs/server";

/** `kind` keeps only changes of budgets, keys, ... */
export const historyParams = { kind: parseAsString.withDefault("") };
