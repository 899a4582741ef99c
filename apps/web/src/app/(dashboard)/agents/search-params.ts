import { parseAsString } from "nuqs/server";

/** What only this page keeps in the URL. */
export const agentsParams = {
  /** The trace whose evidence is open. */
  trace: parseAsString,
  /** Whose thresholds are shown, "" for the whole project. */
  limits: parseAsString.withDefault(""),
};
