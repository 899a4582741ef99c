import type { LoopStep } from "./guard-step.ts";
import type { LoopLimits } from "./loop-limits.ts";
import type { TraceFacts } from "./trace-facts.ts";

const MAX_SEEN = 1_024;
const MAX_WORK = 32;
/** Shorter answers ("Done.", "Over to billing.") end no task. */
const SHORTEST_ANSWER = 40;
const SHORTEST_NEWS = 20;
/** An answer is news when this share of it was never said before. */
const NEWS = 0.25;

export interface Novelty {
  /** Share of the answer's characters that were never said before in the trace, 0..1; null for no answer. */
  readonly newShare: number | null;
}

/** Notes what a step brings that its trace did not know: a new result, or a new answer. */
export function createNovelty(): (step: LoopStep, facts: TraceFacts<LoopLimits>) => Novelty {
  const results = new Set<string>();
  const sentences = new Set<number>();
  return (step, facts) => {
    if (step.kind === "tool" || step.kind === "retrieval") noteResult(step, facts, results);
    if (step.kind !== "model" || step.output.length === 0) return { newShare: null };
    let chars = 0;
    let fresh = 0;
    for (const part of step.output) {
      chars += part.chars;
      if (!sentences.has(part.hash)) fresh += part.chars;
    }
    for (const { hash } of step.output) remember(sentences, hash);
    const newShare = fresh / Math.max(1, chars);
    if (newShare >= NEWS && chars >= SHORTEST_NEWS) facts.novelty++;
    if (newShare >= NEWS && chars >= SHORTEST_ANSWER && step.isFinal) {
      facts.turn++;
      work(facts, step.startMs);
    }
    return { newShare };
  };
}

function noteResult(step: LoopStep, facts: TraceFacts<LoopLimits>, results: Set<string>): void {
  if (step.isError || step.isEmptyResult || step.handoffTo !== "" || step.result === "") return;
  const key = `${step.name} ${step.arguments} ${step.result}`;
  if (results.has(key)) return;
  remember(results, key);
  facts.novelty++;
  work(facts, step.startMs);
}

function work(facts: TraceFacts<LoopLimits>, atMs: number): void {
  facts.work++;
  facts.workedAtMs.push(atMs);
  if (facts.workedAtMs.length > MAX_WORK) facts.workedAtMs.shift();
}

function remember<T>(seen: Set<T>, item: T): void {
  seen.add(item);
  const [oldest] = seen;
  if (seen.size > MAX_SEEN && oldest !== undefined) seen.delete(oldest);
}
