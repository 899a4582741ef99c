import { type GuardStep, fingerprint } from "../src/index.ts";

let spans = 0;

/** A step with all that is left out unknown. `arguments` and `result` are texts. */
export function aStep(given: Partial<GuardStep> = {}): GuardStep {
  spans++;
  return {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: spans.toString(16).padStart(16, "0"),
    parentSpanId: "",
    kind: "model",
    name: "",
    agent: "",
    startMs: 0,
    endMs: (given.startMs ?? 0) + 10,
    isError: false,
    isEmptyResult: false,
    searchWords: [],
    handoffTo: "",
    output: [],
    isFinal: false,
    isPlan: false,
    asks: [],
    inputTokens: null,
    outputTokens: null,
    costPicoUsd: null,
    ...given,
    arguments: fingerprint(given.arguments ?? ""),
    result: fingerprint(given.result ?? ""),
  };
}
