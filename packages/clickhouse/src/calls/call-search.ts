import { z } from "zod";

const Amount = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, { error: "is not an amount such as 0.25" });
const Whole = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const Milliseconds = z.number().min(0).max(1e12);

/** A stretch with inclusive ends; an absent end is open. */
const between = <Value extends z.ZodType>(value: Value) => z.object({ min: value.optional(), max: value.optional() });

/** What a list of calls is narrowed to besides its dimensions. */
export const CallSearch = z.object({
  /** A trace id (32 hex digits), a span id (16), or else part of a name or a whole session, user, response or tool call id. */
  find: z.string().max(256).optional(),
  /** In the currency of the question's rates, US dollars without. Looks at what totals have. */
  cost: between(Amount).optional(),
  /** All tokens, prompt and answer. Looks at what totals have. */
  tokens: between(Whole).optional(),
  durationMs: between(Milliseconds).optional(),
  /** Time to the first token. */
  ttftMs: between(Milliseconds).optional(),
  /** Also spans that are no model calls: tools, agents, retrievals. */
  everySpan: z.boolean().default(false),
});
export type CallSearch = z.output<typeof CallSearch>;
