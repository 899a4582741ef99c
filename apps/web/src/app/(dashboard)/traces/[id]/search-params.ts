import { parseAsBoolean, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const TABS = ["cost", "messages", "attributes"] as const;

export const traceParams = {
  /** The open span. */
  span: parseAsString,
  tab: parseAsStringLiteral(TABS).withDefault("cost"),
  view: parseAsStringLiteral(["spans", "agents"]).withDefault("spans"),
  /** Whether what the trace did not wait for is dimmed. */
  path: parseAsBoolean.withDefault(false),
};
