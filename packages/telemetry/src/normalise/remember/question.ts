import type { AttributeValue } from "../../span.ts";
import type { SpanFacts } from "../dialect.ts";
import type { Parser, SpanEvidence } from "../evidence.ts";
import type { PlannedSource } from "../plan.ts";

/** What a span answers, as a key of a map. */
export type Answer = string | number | bigint | boolean | null | undefined | typeof UNKEYED;

/** The answer is no key: a structure, or a text so long that it hardly comes again. */
export const UNKEYED = Symbol("unkeyed");

/** Facts beside the attributes that something may depend on. */
export type FactName = Exclude<keyof SpanFacts, "attributes" | "resource">;

const LONGEST_KEY = 256;
/** Before the text of a list, so that a list is never taken for a text. */
const LIST_MARK = "\u0001";

/** One thing that is looked at; asked of another span with the same keys it means the same. */
export type Question =
  | { readonly kind: "value"; readonly at: number }
  | { readonly kind: "presence"; readonly at: number }
  | { readonly kind: "fact"; readonly name: FactName }
  /** What a part of a JSON text says, where the whole text never comes again; or just whether a source says anything. */
  | { readonly kind: "reading" | "readable"; readonly source: PlannedSource; readonly parse: Parser<unknown> };

export function isSameQuestion(left: Question, right: Question): boolean {
  if (left.kind !== right.kind) return false;
  if ("at" in left) return "at" in right && left.at === right.at;
  if ("name" in left) return "name" in right && left.name === right.name;
  return "source" in right && left.source === right.source && left.parse === right.parse;
}

export function ask(evidence: SpanEvidence, question: Question): Answer {
  switch (question.kind) {
    case "value":
      return keyOf(evidence.at(question.at));
    case "presence":
      return evidence.isPresent(question.at);
    case "fact":
      return keyOf(evidence.facts[question.name]);
    case "reading":
      return keyOf(evidence.valueOf(question.source, question.parse));
    case "readable":
      return evidence.isReadableAt(question.source, question.parse);
  }
}

function keyOf(value: unknown): Answer {
  if (typeof value === "string") return value.length > LONGEST_KEY || value.startsWith(LIST_MARK) ? UNKEYED : value;
  if (typeof value !== "object" || value === null) return value as Answer;
  return Array.isArray(value) ? keyOfList(value) : UNKEYED;
}

function keyOfList(items: readonly AttributeValue[]): Answer {
  if (items.length === 1 && typeof items[0] === "string" && items[0].length < LONGEST_KEY) return LIST_MARK + items[0];
  if (!items.every((item) => typeof item === "string")) return UNKEYED;
  const text = LIST_MARK + JSON.stringify(items);
  return text.length > LONGEST_KEY ? UNKEYED : text;
}
