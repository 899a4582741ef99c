import type { GuardStep } from "./guard-step.ts";

const MAX_WAITING = 64;
/** A tool's span comes at the latest with the second answer after the one that asked for it. */
const PATIENCE = 2;

/**
 * The steps to judge: the spans themselves and, where a framework sends no spans for its tools, what the model's answers
 * ask for.
 */
export function createToolSource(): (step: GuardStep) => readonly GuardStep[] {
  let hasTools = false;
  let waiting: { readonly steps: readonly GuardStep[]; answers: number }[] = [];
  return (step) => {
    if (step.kind === "tool") {
      hasTools = true;
      waiting = [];
    }
    if (step.kind !== "model" || hasTools) return [step];
    for (const asked of waiting) asked.answers++;
    const due = waiting.filter(({ answers }) => answers >= PATIENCE).flatMap(({ steps }) => steps);
    waiting = waiting.filter(({ answers }) => answers < PATIENCE).slice(-MAX_WAITING);
    if (step.asks.length > 0) waiting.push({ steps: step.asks.map((ask) => toolStep(step, ask)), answers: 0 });
    return [...due, step];
  };
}

function toolStep(step: GuardStep, ask: GuardStep["asks"][number]): GuardStep {
  return {
    ...step,
    kind: "tool",
    name: ask.name,
    arguments: ask.arguments,
    result: "",
    startMs: step.endMs,
    output: [],
    asks: [],
    inputTokens: null,
    outputTokens: null,
    costPicoUsd: null,
  };
}
