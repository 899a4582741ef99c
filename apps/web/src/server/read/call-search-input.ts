import type { CallSearch } from "@spanledger/clickhouse";
import { z } from "zod";
import { parseInterval } from "#lib/calls/parse-interval.ts";
import { ScopeInput } from "./scoped-question.ts";

export const CALL_KINDS = ["all", "counted", "errors", "unpriced", "no_usage", "spans"] as const;
type CallKind = (typeof CALL_KINDS)[number];

const KINDS = {
  all: {},
  counted: { countedOnly: true },
  errors: { errorsOnly: true },
  unpriced: { costStatuses: ["unpriced"], countedOnly: true },
  no_usage: { costStatuses: ["no_usage"], countedOnly: true },
  spans: {},
} as const satisfies Record<CallKind, object>;

const Stretch = z
  .string()
  .max(40)
  .default("")
  .refine((text) => text === "" || parseInterval(text) !== null, { error: "is not a range such as 1..5, 1.. or ..5" });

/** What the list of calls takes from the URL. */
export const CallListInput = ScopeInput.extend({
  kind: z.enum(CALL_KINDS).default("all"),
  /** An id, or part of a name. */
  q: z.string().max(256).default(""),
  cost: Stretch,
  /** Milliseconds. */
  took: Stretch,
  /** Milliseconds to the first token. */
  ttft: Stretch,
  tokens: Stretch,
});
export type CallListInput = z.output<typeof CallListInput>;

/** The same for the database, without range, filters and currency. Who looks for a name or a text looks at every span. */
export function callSelectionOf(
  input: Pick<CallListInput, "kind" | "q" | "cost" | "took" | "ttft" | "tokens">,
  hasText = false,
) {
  const { costStatuses, ...flags } = { costStatuses: [] as readonly string[], ...KINDS[input.kind] };
  const looksForWords = input.q !== "" || hasText;
  const everySpan = input.kind === "spans" || ((input.kind === "all" || input.kind === "errors") && looksForWords);
  const search: CallSearch = {
    everySpan,
    ...(input.q === "" ? {} : { find: input.q.trim() }),
    ...present("cost", parseInterval(input.cost)),
    ...present("tokens", numbers(input.tokens)),
    ...present("durationMs", numbers(input.took)),
    ...present("ttftMs", numbers(input.ttft)),
  };
  return { ...flags, costStatuses: [...costStatuses], search };
}

function numbers(text: string): { min?: number; max?: number } | null {
  const stretch = parseInterval(text);
  if (stretch === null) return null;
  return {
    ...(stretch.min === undefined ? {} : { min: Number(stretch.min) }),
    ...(stretch.max === undefined ? {} : { max: Number(stretch.max) }),
  };
}

function present<Key extends string, Value>(key: Key, value: Value | null): { [K in Key]?: Value } {
  return value === null ? {} : ({ [key]: value } as { [K in Key]: Value });
}
