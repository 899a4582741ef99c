import { createTraceGuard, type Finding, type TraceGuard } from "@spanledger/guard";
import { guardStepsOf } from "@spanledger/guard/spans";
import { createPriceBook, normaliseSpan } from "@spanledger/telemetry";
import { describe, expect, test } from "vitest";
import { recordedTraces, type RunawayTrace, sampleTraces } from "../../test/runaway-traces.ts";
import { createProcessor } from "../process/create-processor.ts";
import { createTraceWindow } from "../process/trace-window.ts";
import { stepSourceOf } from "./step-source-of.ts";

const MAX_STEPS_LATE = 3;
const LEAST_RECALL = 0.95;
const MOST_FALSE_ALARMS = 0.01;
const BOOK = createPriceBook();

interface Replayed {
  readonly name: string;
  readonly label: RunawayTrace["label"];
  readonly findings: readonly Finding[];
  /** Steps between the marked one and the first finding; negative for a finding before the mark. */
  readonly delay: number;
  readonly guard: TraceGuard;
}

/** Sends a trace's requests in their order through the ingest's own steps, and gives what the rules find. */
function replay({ name, label, startMs, requests }: RunawayTrace): Replayed {
  let seq = 0n;
  const nextSeq = () => (seq += 1n);
  const common = { priceBookFor: () => BOOK, writer: "test", nextSeq };
  const processor = createProcessor({
    ...common,
    normalise: (span) => normaliseSpan(span),
    window: createTraceWindow(),
  });
  const guards = new Map<string, TraceGuard>();
  const findings: Finding[] = [];
  for (const { atMs, spans } of requests) {
    const result = processor.process({ projectId: "p", keyTenant: "", spans, receivedAtMs: startMs + atMs });
    result.commit();
    for (const { step } of guardStepsOf(result.recorded.map(stepSourceOf))) {
      const guard = guards.get(step.traceId) ?? createTraceGuard();
      guards.set(step.traceId, guard);
      findings.push(...guard.observe(step));
    }
  }
  const marked = requests.flatMap(({ spans }) => spans).find(({ spanId }) => spanId === label.runaway_llm_span_id);
  const answeredMs = Number((marked?.endTimeNs ?? 0n) / 1_000_000n) - startMs;
  const delay = delayOf({ label, foundMs: Math.min(...findings.map(({ atMs }) => atMs)) - startMs, answeredMs });
  return { name, label, findings, delay, guard: guards.get(label.trace_id) ?? createTraceGuard() };
}

interface Found {
  readonly label: RunawayTrace["label"];
  readonly foundMs: number;
  /** When the marked step had its answer: steps begun in parallel to it came too early for anyone to stop them. */
  readonly answeredMs: number;
}

function delayOf({ label, foundMs, answeredMs }: Found): number {
  if (foundMs === Number.POSITIVE_INFINITY) return foundMs;
  const marked = label.runaway_from_step ?? 0;
  const begun = label.steps.filter(([, at]) => at <= foundMs);
  if (begun.length < marked) return begun.length - marked;
  return begun.filter(([step, at]) => step > marked && at >= answeredMs).length;
}

const isFoundInTime = ({ delay }: Replayed) => delay <= MAX_STEPS_LATE;
const isAlarmed = ({ findings }: Replayed) => findings.length > 0;

function printRules(runaway: readonly Replayed[], healthy: readonly Replayed[]): void {
  const all = [...runaway, ...healthy];
  const rules = [...new Set(all.flatMap(({ findings }) => findings.map(({ rule }) => rule)))].sort();
  const withRule = (list: readonly Replayed[], rule: string) =>
    list.filter(({ findings }) => findings.some((finding) => finding.rule === rule)).length;
  const first = (rule: string) => runaway.filter(({ findings }) => findings[0]?.rule === rule).length;
  for (const rule of rules)
    console.info(
      `${rule}: in ${withRule(runaway, rule)} of ${runaway.length} runaway (first in ${first(rule)}), in ${withRule(healthy, rule)} of ${healthy.length} healthy`,
    );
}

function printFrameworks(runaway: readonly Replayed[], healthy: readonly Replayed[]): void {
  for (const framework of new Set([...runaway, ...healthy].map(({ label }) => label.framework))) {
    const isOf = ({ label }: Replayed) => label.framework === framework;
    const [loops, fine] = [runaway.filter(isOf), healthy.filter(isOf)];
    const found = loops.filter(isFoundInTime);
    const delays = loops
      .filter(isAlarmed)
      .map(({ delay }) => delay)
      .sort((a, b) => a - b);
    const first = delays.length === 0 ? "" : `, first finding ${delays.join(" ")} steps after the mark`;
    console.info(
      `${framework}: ${found.length}/${loops.length} in time${first}; alarms in ${fine.filter(isAlarmed).length}/${fine.length} healthy`,
    );
  }
}

describe.each([
  ["the published sample", sampleTraces],
  ["the traces recorded with e2e/runaway-recorder", recordedTraces],
])("%s", (_, traces) => {
  const replayed = Array.from(traces(), replay);
  const runaway = replayed.filter(({ label }) => label.label === "runaway");
  const healthy = replayed.filter(({ label }) => label.label === "healthy");

  test("runaway agents are found in time and healthy ones left alone", () => {
    printRules(runaway, healthy);
    printFrameworks(runaway, healthy);
    const late = runaway.filter((one) => !isFoundInTime(one));
    const alarms = healthy.filter(isAlarmed);
    for (const one of late) console.info(`late or never: ${one.name}, ${one.delay} steps`);
    for (const { name, findings } of alarms) console.info(`false alarm: ${name}, ${findings[0]?.sentence}`);
    expect(runaway.length).toBeGreaterThan(0);
    expect(1 - late.length / runaway.length).toBeGreaterThanOrEqual(LEAST_RECALL);
    expect(alarms.length / healthy.length).toBeLessThanOrEqual(MOST_FALSE_ALARMS);
  });

  test("each model call and each tool is counted once, whatever the framework wraps around it", () => {
    const wrong = replayed.filter(
      // An SDK's own refusal after its call limit is one more failed call, and some retry inside one span.
      ({ label, guard }) =>
        Math.abs(guard.facts.modelCalls - label.total_steps) > Math.max(1, label.rejected_calls) ||
        guard.facts.toolCalls !== label.tool_spans,
    );
    expect(wrong.map(({ name, guard }) => [name, guard.facts.modelCalls, guard.facts.toolCalls])).toEqual([]);
  });
});
