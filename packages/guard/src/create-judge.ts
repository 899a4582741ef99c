import { insertByTime } from "./insert-by-time.ts";
import { createNovelty } from "./novelty.ts";
import type { Draft, RunawayRule } from "./finding.ts";
import type { GuardStep, LoopStep } from "./guard-step.ts";
import type { LoopLimits } from "./loop-limits.ts";
import type { Rule } from "./rule.ts";
import { startFacts, type TraceFacts } from "./trace-facts.ts";

/** Some rules over the finished spans of one trace. */
export interface Judge<Limits extends LoopLimits = LoopLimits, Step extends LoopStep = GuardStep> {
  /** Takes a step in order of arrival. Each rule is found once a trace. */
  readonly judge: (step: Step) => readonly Draft[];
  readonly facts: TraceFacts<Limits>;
}

const MAX_MODELS = 64;
const NOTHING: readonly Draft[] = [];

export function createJudge<Limits extends LoopLimits, Step extends LoopStep = GuardStep>(
  limits: Limits,
  kinds: readonly (() => Rule<Limits, Step>)[],
): Judge<Limits, Step> {
  const facts = startFacts(limits);
  const rules = kinds.map((create) => create());
  const note = createNovelty();
  const found = new Set<RunawayRule>();
  return {
    facts,
    judge(step) {
      if (step.kind === "model") insertByTime(facts.models, { startMs: step.startMs, endMs: step.endMs }, MAX_MODELS);
      const novelty = note(step, facts);
      let drafts = NOTHING;
      for (const rule of rules) {
        const draft = rule(step, facts, novelty);
        if (draft === null || found.has(draft.rule)) continue;
        found.add(draft.rule);
        drafts = [...drafts, draft];
      }
      return drafts;
    },
  };
}
