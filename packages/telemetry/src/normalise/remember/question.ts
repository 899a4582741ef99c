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
const LIST_MARK_CODE = 1;

/** One thing that is looked at; asked of another span with the same keys it means the same. */
export interface Question {
  /**
   * The value at a position, or just whether there is one; a fact; what a source says (a part of a JSON text, where the
   * whole text never comes again), or just whether it says anything readable.
   */
  readonly kind: "value" | "presence" | "fact" | "reading" | "readable";
  readonly at: number;
  readonly fact: FactName | null;
  readonly source: PlannedSource | null;
  readonly parse: Parser<unknown> | null;
}

const NOTHING = { at: 0, fact: null, source: null, parse: null } as const;

/** All questions have one shape, so that asking them stays fast. */
export function question(asked: Pick<Question, "kind"> & Partial<Question>): Question {
  const { kind, at, fact, source, parse } = { ...NOTHING, ...asked };
  return { kind, at, fact, source, parse };
}

export function isSameQuestion(left: Question, right: Question): boolean {
  return (
    left.kind === right.kind &&
    left.at === right.at &&
    left.fact === right.fact &&
    left.source === right.source &&
    left.parse === right.parse
  );
}

export function ask(evidence: SpanEvidence, { kind, at, fact, source, parse }: Question): Answer {
  if (kind === "value") return keyOf(evidence.at(at));
  if (kind === "presence") return evidence.isPresent(at);
  if (fact !== null) return keyOf(evidence.facts[fact]);
  if (source === null || parse === null) return UNKEYED;
  return kind === "reading" ? keyOf(evidence.valueOf(source, parse)) : evidence.isReadableAt(source, parse);
}

function keyOf(value: unknown): Answer {
  if (typeof value === "string")
    return value.length > LONGEST_KEY || value.charCodeAt(0) === LIST_MARK_CODE ? UNKEYED : value;
  if (typeof value !== "object" || value === null) return value as Answer;
  return Array.isArray(value) ? keyOfList(value) : UNKEYED;
}

function keyOfList(items: readonly AttributeValue[]): Answer {
  if (!items.every((item) => typeof item === "string")) return UNKEYED;
  const text = LIST_MARK + JSON.stringify(items);
  return text.length > LONGEST_KEY ? UNKEYED : text;
}
