import { formatPicoUsd, guardRowsOfTraces, longTraces, type ProjectReader } from "@spanledger/clickhouse";
import { createTraceGuard, type Finding, type GuardLimits } from "@spanledger/guard";
import { guardStepsOf, stepSourceOfRow, type WatchedStep } from "@spanledger/guard/spans";

export interface ReplayRequest {
  /** "" for every feature. */
  readonly feature: string;
  /** What is in force, and what is tried. */
  readonly before: (feature: string) => GuardLimits;
  readonly after: (feature: string) => GuardLimits;
  readonly nowMs: number;
  /** Of this process, milliseconds that never go back. */
  readonly clock: () => number;
}

export interface ReplayedTrace {
  readonly traceId: string;
  readonly feature: string;
  readonly rule: string;
  readonly severity: string;
  readonly sentence: string;
  readonly spanId: string;
  readonly atMs: number;
  /** At which step it would have been found, of how many. */
  readonly step: number;
  readonly steps: number;
  readonly spentUsd: string;
  /** What is in force finds nothing in it. */
  readonly isNew: boolean;
}

export interface Replay {
  readonly fromMs: number;
  readonly toMs: number;
  readonly tracesSeen: number;
  /** With three steps or more: shorter traces are never judged. */
  readonly tracesTotal: number;
  readonly stepsSeen: number;
  readonly stepsTotal: number;
  readonly found: readonly ReplayedTrace[];
  /** Found by what is in force and no more. */
  readonly lost: number;
}

const DAYS_MS = 7 * 86_400_000;
const LEAST_STEPS = 3;
const MAX_TRACES = 1_000;
const MAX_STEPS = 30_000;
const BATCH_STEPS = 2_000;
const MAX_ROWS = 5_000;
const MAX_RUN_MS = 8_000;

/** Runs the rules over the longest traces of the last seven days, as they would have seen them. */
export async function replayGuard(reader: ProjectReader, request: ReplayRequest): Promise<Replay> {
  const range = { fromMs: request.nowMs - DAYS_MS, toMs: request.nowMs };
  const { feature } = request;
  const long = await longTraces(reader, { range, feature, leastSteps: LEAST_STEPS, limit: MAX_TRACES });
  const startedMs = request.clock();
  const found: ReplayedTrace[] = [];
  const seen = { traces: 0, steps: 0, lost: 0 };
  for (const traceIds of batches(long.traces)) {
    if (seen.steps >= MAX_STEPS || request.clock() - startedMs > MAX_RUN_MS) break;
    const rows = await guardRowsOfTraces(reader, { traceIds, receivedSinceMs: range.fromMs, limit: MAX_ROWS });
    const byTrace = perTrace(guardStepsOf(rows.map(stepSourceOfRow)));
    for (const steps of byTrace.values()) {
      seen.traces++;
      seen.steps += steps.length;
      const name = steps.find(({ source }) => source.feature !== "")?.source.feature ?? "";
      const before = firstFinding(steps, request.before(name));
      const after = firstFinding(steps, request.after(name));
      if (after !== null) found.push(toReplayed(after, { feature: name, steps: steps.length, isNew: before === null }));
      else if (before !== null) seen.lost++;
    }
  }
  return {
    ...range,
    tracesSeen: seen.traces,
    tracesTotal: long.total,
    stepsSeen: seen.steps,
    stepsTotal: long.totalSteps,
    found: found.toSorted((a, b) => b.atMs - a.atMs),
    lost: seen.lost,
  };
}

function* batches(traces: readonly { readonly traceId: string; readonly steps: number }[]): Generator<string[]> {
  let batch: string[] = [];
  let steps = 0;
  for (const trace of traces) {
    batch.push(trace.traceId);
    steps += trace.steps;
    if (steps < BATCH_STEPS) continue;
    yield batch;
    batch = [];
    steps = 0;
  }
  if (batch.length > 0) yield batch;
}

function perTrace(steps: readonly WatchedStep[]): ReadonlyMap<string, readonly WatchedStep[]> {
  const traces = new Map<string, WatchedStep[]>();
  for (const one of steps) {
    const known = traces.get(one.step.traceId);
    if (known === undefined) traces.set(one.step.traceId, [one]);
    else known.push(one);
  }
  return traces;
}

interface Early {
  readonly finding: Finding;
  readonly step: number;
}

/** The watch begins with the third step of a trace. */
function firstFinding(steps: readonly WatchedStep[], limits: GuardLimits): Early | null {
  if (steps.length < LEAST_STEPS) return null;
  const guard = createTraceGuard(limits);
  for (const [index, { step }] of steps.entries()) {
    const [finding] = guard.observe(step);
    if (finding !== undefined) return { finding, step: Math.max(LEAST_STEPS, index + 1) };
  }
  return null;
}

function toReplayed(
  { finding, step }: Early,
  more: { readonly feature: string; readonly steps: number; readonly isNew: boolean },
): ReplayedTrace {
  return {
    ...more,
    step,
    traceId: finding.traceId,
    rule: finding.rule,
    severity: finding.severity,
    sentence: finding.sentence,
    spanId: finding.spanIds.at(-1) ?? finding.firstSpanId,
    atMs: finding.atMs,
    spentUsd: formatPicoUsd(finding.spentPicoUsd),
  };
}
