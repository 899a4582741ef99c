import { createJudge } from "./create-judge.ts";
import { likelyAvoided } from "./likely-avoided.ts";
import type { Draft, Finding } from "./finding.ts";
import { DEFAULT_GUARD_LIMITS, type GuardLimits } from "./guard-limits.ts";
import type { GuardStep } from "./guard-step.ts";
import type { Rule } from "./rule.ts";
import { contextGrowth } from "./rules/context-growth.ts";
import { costPerMinute } from "./rules/cost-per-minute.ts";
import { cycle } from "./rules/cycle.ts";
import { depth } from "./rules/depth.ts";
import { emptyResults } from "./rules/empty-results.ts";
import { failures } from "./rules/failures.ts";
import { fanOut } from "./rules/fan-out.ts";
import { limits } from "./rules/limits.ts";
import { nestedFanOut } from "./rules/nested-fan-out.ts";
import { oneAfterTheOther } from "./rules/one-after-the-other.ts";
import { outputGrowth } from "./rules/output-growth.ts";
import { pingPong } from "./rules/ping-pong.ts";
import { repeatedText } from "./rules/repeated-text.ts";
import { replanning } from "./rules/replanning.ts";
import { sameCall } from "./rules/same-call.ts";
import { createToolSource } from "./tool-source.ts";
import type { TraceFacts } from "./trace-facts.ts";

const RULES: readonly (() => Rule)[] = [
  oneAfterTheOther(sameCall),
  cycle,
  pingPong,
  failures,
  emptyResults,
  repeatedText,
  replanning,
  contextGrowth,
  outputGrowth,
  fanOut,
  nestedFanOut,
  limits,
  costPerMinute,
  depth,
];
const MAX_EVIDENCE = 32;
const RECENT_CALLS = 8;

/** The rules over the finished spans of one trace, with bounded memory: some ten kB however long the trace is. */
export interface TraceGuard {
  /** Takes a span that has finished, in order of arrival. Each rule is found once a trace. */
  observe(step: GuardStep): readonly Finding[];
  /** Thresholds changed while the trace runs. */
  setLimits(limits: GuardLimits): void;
  readonly facts: Readonly<TraceFacts>;
}

const NOTHING: readonly Finding[] = [];

export function createTraceGuard(start: GuardLimits = DEFAULT_GUARD_LIMITS): TraceGuard {
  const { facts, judge } = createJudge(start, RULES);
  const toolSteps = createToolSource();
  const recent: GuardStep[] = [];
  return {
    facts,
    setLimits: (changed) => void (facts.limits = changed),
    observe(step) {
      count(facts, step);
      if (step.kind === "model") recent.push(step);
      if (recent.length > RECENT_CALLS) recent.shift();
      const drafts = toolSteps(step).flatMap(judge);
      return drafts.length === 0 ? NOTHING : drafts.map((draft) => findingOf(draft, { step, facts, recent }));
    },
  };
}

function count(facts: TraceFacts, step: GuardStep): void {
  facts.firstMs = Math.min(facts.firstMs, step.startMs);
  facts.lastMs = Math.max(facts.lastMs, step.endMs);
  if (step.kind === "tool") facts.toolCalls++;
  if (step.kind === "model") facts.modelCalls++;
  facts.tokens += (step.inputTokens ?? 0) + (step.outputTokens ?? 0);
  if (step.costPicoUsd === null) return;
  facts.costPicoUsd += step.costPicoUsd;
  facts.pricedCalls++;
}

interface Known {
  readonly step: GuardStep;
  readonly facts: TraceFacts;
  readonly recent: readonly GuardStep[];
}

function findingOf(draft: Draft, { step, facts, recent }: Known): Finding {
  const spanIds = draft.spanIds.slice(-MAX_EVIDENCE);
  return {
    traceId: step.traceId,
    ...draft,
    firstSpanId: draft.spanIds[0] ?? step.spanId,
    spanIds: spanIds.length > 0 ? spanIds : [step.spanId],
    atMs: step.endMs,
    spentPicoUsd: facts.costPicoUsd,
    avoidedPicoUsd: likelyAvoided(recent),
  };
}
