import { createTraceGuard, type Finding, type GuardLimits, type GuardStep, type TraceGuard } from "@spanledger/guard";
import type { StepSource } from "@spanledger/guard/spans";
import type { Sighting, WatchOptions } from "./watch.ts";

interface OpenTrace {
  /** Most traces have a step or two: a guard is made for those that go on. */
  readonly early: GuardStep[];
  guard: TraceGuard | null;
  lastMs: number;
  feature: string;
  tenant: string;
  agent: string;
}

export interface OpenTraces {
  take(projectId: string, step: GuardStep, source: StepSource): readonly Sighting[];
  /** Pico-dollars of the calls that were seen; null when none had a price. */
  spent(projectId: string, traceId: string): bigint | null;
  evict(nowMs: number): void;
  size(): number;
}

const EARLY_STEPS = 3;
const NOTHING: readonly never[] = [];

/** The guards of the traces that are open, least recently touched first out. */
export function createOpenTraces(
  options: Pick<WatchOptions, "limitsFor" | "now" | "maxTraces" | "maxIdleMs">,
): OpenTraces {
  const { limitsFor, now, maxTraces = 20_000, maxIdleMs = 3_600_000 } = options;
  const traces = new Map<string, OpenTrace>();

  function open(key: string): OpenTrace {
    const known = traces.get(key);
    if (known !== undefined) traces.delete(key);
    const trace = known ?? { early: [], guard: null, lastMs: 0, feature: "", tenant: "", agent: "" };
    trace.lastMs = now();
    traces.set(key, trace);
    if (traces.size > maxTraces) {
      const [oldest] = traces.keys();
      if (oldest !== undefined) traces.delete(oldest);
    }
    return trace;
  }

  return {
    take(projectId, step, source) {
      const trace = open(`${projectId} ${step.traceId}`);
      trace.feature = source.feature || trace.feature;
      trace.tenant = source.tenant || trace.tenant;
      trace.agent = step.agent || trace.agent;
      // Thresholds may have changed, and the feature is often known late.
      const limits = limitsFor(projectId, trace.feature);
      const found = observe(trace, step, limits);
      if (found.length === 0) return NOTHING;
      const { feature, tenant, agent } = trace;
      return found.map((finding) => ({ projectId, feature, tenant, agent, finding }));
    },
    spent(projectId, traceId) {
      const trace = traces.get(`${projectId} ${traceId}`);
      if (trace === undefined) return null;
      const costs = trace.early.flatMap(({ costPicoUsd }) => costPicoUsd ?? []);
      if (trace.guard !== null && trace.guard.facts.pricedCalls > 0) costs.push(trace.guard.facts.costPicoUsd);
      return costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0n);
    },
    evict(nowMs) {
      for (const [key, trace] of traces) {
        if (nowMs - trace.lastMs <= maxIdleMs) return;
        traces.delete(key);
      }
    },
    size: () => traces.size,
  };
}

function observe(trace: OpenTrace, step: GuardStep, limits: GuardLimits): readonly Finding[] {
  if (trace.guard !== null) {
    trace.guard.setLimits(limits);
    return trace.guard.observe(step);
  }
  trace.early.push(step);
  if (trace.early.length < EARLY_STEPS) return NOTHING;
  const guard = (trace.guard = createTraceGuard(limits));
  return trace.early.splice(0).flatMap((early) => guard.observe(early));
}
