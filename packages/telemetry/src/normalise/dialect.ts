import type { Attributes } from "../span.ts";
import type { Field } from "./precedence/index.ts";
import type { OperationMap } from "./values/operation.ts";

/** Tokens of one family are counted the same way and never added to those of another. */
export type UsageFamily =
  | "langfuse"
  | "vercel-detail"
  | "gen_ai"
  | "openinference"
  | "vercel"
  | "mlflow"
  | "llm"
  | "claude_code"
  | "codex"
  | "genkit"
  | "langsmith"
  | "raw-gemini"
  | "raw";

/** `iso8601` and `epoch-ms` are moments; the span's start is taken off. */
export type Unit = "s" | "ms" | "iso8601" | "epoch-ms";

/** Attributes, one by one. */
export type AttributeLookup = Pick<Attributes, "get" | "has">;

/** What a condition may look at. */
export interface SpanFacts {
  readonly name: string;
  readonly isRoot: boolean;
  readonly scopeName: string;
  readonly schemaUrl: string;
  readonly failed: boolean;
  readonly attributes: AttributeLookup;
  readonly resource: AttributeLookup;
}

export interface SourceOptions {
  /** `key`, or `key#/json/pointer|/other/pointer`. */
  readonly id: string;
  /** Attribute keys, when the id alone does not say them. */
  readonly keys?: readonly string[];
  /** Name of the span event that carries it. */
  readonly event?: string;
  readonly when?: (facts: SpanFacts) => boolean;
  /** Part of the text that is meant; undefined skips the source. */
  readonly take?: (value: string, facts: SpanFacts) => string | undefined;
  readonly unit?: Unit;
  readonly values?: OperationMap;
  readonly family?: UsageFamily;
  /** Only read when no other source of the field has a value. */
  readonly lastResort?: boolean;
}

export type Source = string | SourceOptions;

/** Every option, with a value or not: one shape, so that looking at them stays fast. */
export type SlotOptions = { readonly [Name in keyof Required<SourceOptions>]: SourceOptions[Name] };

export function slotOptions(given: SourceOptions): SlotOptions {
  const { id, keys, event, when, take, unit, values, family, lastResort } = given;
  return { id, keys, event, when, take, unit, values, family, lastResort } as SlotOptions;
}

/** The attributes of one instrumentation family: canonical field -> its sources. */
export interface Dialect {
  readonly name: string;
  readonly sources: Readonly<Record<string, readonly Source[]>>;
}

/** Whose statement a source is: the span's own, about its trace, the process's, or a weak fall-back. */
export type Level = "own" | "trace" | "resource" | "derived";

/** One source of one field, compiled: looked up by attribute key. */
export interface Slot {
  readonly field: Field;
  /** Position of the field, for arrays. */
  readonly fieldIndex: number;
  readonly rank: number;
  readonly level: Level;
  readonly dialect: string;
  readonly key: string;
  /** Alternatives inside a JSON value, each a list of steps; empty when the value itself is meant. */
  readonly pointers: readonly (readonly string[])[];
  readonly options: SlotOptions;
}
