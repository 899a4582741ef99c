import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";

/**
 * `edit` is the id of the budget, alert or channel whose form is open, or "new"; `scope` fills a new budget's filters in;
 * `open` is the budget that is looked at, `subject` one value of its fan-out.
 */
export const budgetsParams = {
  tab: parseAsStringLiteral(["budgets", "alerts", "channels"]).withDefault("budgets"),
  edit: parseAsString,
  scope: parseAsArrayOf(parseAsString).withDefault([]),
  open: parseAsString,
  subject: parseAsString,
};
