import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import {
  createTraceGuard,
  DEFAULT_GUARD_LIMITS,
  type Finding as LoopFinding,
  type GuardLimits,
  type TraceGuard,
} from "@spanledger/guard";
import type { Finding } from "../finding.ts";
import { BoundedMap } from "../limits/bounded-map.ts";
import type { Pricing } from "../price/create-pricing.ts";
import { formatUsd } from "../price/usd.ts";
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
export function createLoopFinder(changed: Partial<GuardLimits>, pricing: Pricing): LoopFinder {
  const limits = { ...DEFAULT_GUARD_LIMITS, ...changed };
  const guards = new BoundedMap<TraceGuard>(MAX_TRACES);
  const findings = new BoundedMap<Finding>(MAX_FINDINGS);
  return {
    judge: (span) => {
      try {
        const step = stepOfSpan(span, pricing);
        const guard = guards.get(step.traceId) ?? createTraceGuard(limits);
        guards.set(step.traceId, guard);
        for (const found of guard.observe(step)) {
          if (findings.get(step.traceId)?.severity !== "critical") findings.set(step.traceId, findingOf(found));
        }
      } catch {
        // A span that the rules cannot read must never reach the app as an error.
      }
    },
    findingOf: (traceId) => findings.get(traceId),
    release: (traceId) => findings.delete(traceId),
  };
}

function findingOf(found: LoopFinding): Finding {
  return {
    rule: found.rule,
    severity: found.severity,
    sentence: found.sentence,
    traceId: found.traceId,
    firstSpanId: found.firstSpanId,
    evidenceSpanIds: found.spanIds,
    spentUsd: found.spentPicoUsd > 0n ? formatUsd(found.spentPicoUsd) : undefined,
    detectedAt: new Date(found.atMs).toISOString(),
    source: "loop",
  };
}
