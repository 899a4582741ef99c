import { type Validated, validated } from "../validated.ts";
import { type AlertRule, AlertRuleSchema } from "./alert-rule.ts";

/** The one check of an alert, for the form, the API and what is stored. */
export function validateAlertRule(input: unknown): Validated<AlertRule> {
  return validated(AlertRuleSchema, input);
}
