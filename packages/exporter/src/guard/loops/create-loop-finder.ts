import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import {
  createLoopJudge,
  DEFAULT_LOOP_LIMITS,
  type Draft,
  type LoopStep,
  type Judge,
  type LoopLimits,
} from "@spanledger/guard";
import type { Finding } from "../finding.ts";
import { BoundedMap } from "../limits/bounded-map.ts";
import { stepOfSpan } from "./step-of-span.ts";

const MAX_TRACES = 500;
const MAX_FINDINGS = 1_000;

/** What the runaway rules say of the spans of this process. */
export interface LoopFinder {
  /** Never throws. */
  judge(span: ReadableSpan): void;
  /** The gravest finding of a trace. */
  findingOf(traceId: string): Finding | undefined;
  /** Lets a trace go on: what was found so far no longer counts. */
  release(traceId: string): void;
}

/** The runaway rules with bounded memory: the longest unseen trace is forgotten first. */
export function createLoopFinder(changed: Partial<LoopLimits>): LoopFinder {
  const limits = { ...DEFAULT_LOOP_LIMITS, ...changed };
  const judges = new BoundedMap<Judge<LoopLimits, LoopStep>>(MAX_TRACES);
  const findings = new BoundedMap<Finding>(MAX_FINDINGS);
  return {
    judge: (span) => {
      try {
        const step = stepOfSpan(span);
        const judge = judges.get(step.traceId) ?? judges.set(step.traceId, createLoopJudge(limits));
        for (const draft of judge.judge(step)) {
          if (findings.get(step.traceId)?.severity === "critical") continue;
          findings.set(step.traceId, findingOf(draft, step));
        }
      } catch {
        // A span that the rules cannot read must never reach the app as an error.
      }
    },
    findingOf: (traceId) => findings.get(traceId),
    release: (traceId) => findings.delete(traceId),
  };
}

function findingOf({ rule, severity, sentence, spanIds }: Draft, step: LoopStep): Finding {
  return {
    rule,
    severity,
    sentence,
    traceId: step.traceId,
    firstSpanId: spanIds[0],
    evidenceSpanIds: spanIds,
    spentUsd: undefined,
    detectedAt: new Date(step.endMs).toISOString(),
    source: "loop",
  };
}
