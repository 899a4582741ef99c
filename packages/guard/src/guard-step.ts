import type { TextPart } from "./text/text-parts.ts";

export type StepKind = "model" | "tool" | "agent" | "retrieval" | "other";

export interface AskedTool {
  readonly name: string;
  /** Fingerprint; "" when the arguments are not known. */
  readonly arguments: string;
}

/**
 * What one finished span tells a guard. Texts come as fingerprints (`fingerprint`, `textParts`), so that a guard keeps no
 * content. "" and null mean unknown; nothing is required but the ids, the kind and the times.
 */
export interface GuardStep {
  readonly traceId: string;
  readonly spanId: string;
  /** "" for a root. */
  readonly parentSpanId: string;
  readonly kind: StepKind;
  /** The tool's or agent's name; the model of a model call. */
  readonly name: string;
  /** The agent that made the step. */
  readonly agent: string;
  /** UTC milliseconds. */
  readonly startMs: number;
  readonly endMs: number;
  readonly isError: boolean;
  /** Fingerprint of a tool's arguments. */
  readonly arguments: string;
  /** Fingerprint of a tool's result, or of its error. */
  readonly result: string;
  /** A search that found nothing. */
  readonly isEmptyResult: boolean;
  /** What it searched for (`searchWords`); empty for other steps. */
  readonly searchWords: readonly number[];
  /** The agent that a tool hands the work to. */
  readonly handoffTo: string;
  /** Sentences of a model's answer. */
  readonly output: readonly TextPart[];
  /** The answer ends the turn: it asks for no tool. */
  readonly isFinal: boolean;
  /** The answer is a list of things to do. */
  readonly isPlan: boolean;
  /** Tools that a model's answer asks for. */
  readonly asks: readonly AskedTool[];
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** Pico-dollars (1 USD = 10^12); null when there is no price or no usage. */
  readonly costPicoUsd: bigint | null;
}

/** What the rules for loops look at. */
export type LoopStep = Omit<
  GuardStep,
  "parentSpanId" | "agent" | "asks" | "searchWords" | "isPlan" | "inputTokens" | "outputTokens" | "costPicoUsd"
>;
