import { ACTOR_ORDER } from "./actor-order.ts";
import { CALL_ORDER } from "./call-order.ts";
import { CONTENT_ORDER } from "./content-order.ts";
import { IDENTITY_ORDER } from "./identity-order.ts";
import { PARAMETER_ORDER } from "./parameter-order.ts";
import { USAGE_ORDER } from "./usage-order.ts";

/**
 * Who wins when several sources speak of one field: the first that is present, not empty and readable.
 *
 * An entry is `<dialect> <attribute key>`, optionally `#/json/pointer|/other` into a JSON value and `@event`, `@log`,
 * `@resource` or `@name` for where it is found (a span attribute otherwise). `{a,b}` is a set of keys in that order.
 * `+` marks what real packages send beyond the published mapping, `~` a weak fall-back.
 */
export const PRECEDENCE = {
  ...CALL_ORDER,
  ...USAGE_ORDER,
  ...IDENTITY_ORDER,
  ...ACTOR_ORDER,
  ...CONTENT_ORDER,
  ...PARAMETER_ORDER,
};

/** Canonical fields that a source can feed. */
export type Field = keyof typeof PRECEDENCE;
