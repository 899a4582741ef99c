import { createTraceGuard, type Finding, type TraceGuard } from "@spanledger/guard";
import { createPriceBook, normaliseSpan } from "@spanledger/telemetry";
import { expect, test } from "vitest";
import { type RunawayTrace, runawayTraces } from "../../test/runaway-traces.ts";
import { createProcessor } from "../process/create-processor.ts";
import { createTraceWindow } from "../process/trace-window.ts";
import { guardStepsOf } from "./guard-steps-of.ts";
import { stepSourceOf } from "./step-source-of.ts";

const MAX_STEPS_LATE = 3;
const BOOK = createPriceBook();

interface Replayed {
  readonly trace: RunawayTrace;
  readonly findings: readonly (Finding & { readonly step: number })[];
  readonly guard: TraceGuard;
}

/** Sends a trace's requests in their order through the ingest's own steps, and gives what the rules find. */
function replay(trace: RunawayTrace): Replayed {
  let seq = 0n;
  const nextSeq = () => (seq += 1n);
  const common = { priceBookFor: () => BOOK, writer: "test", nextSeq };
  const processor = createProcessor({
    ...common,
    normalise: (span) => normaliseSpan(span),
    window: createTraceWindow(),
  });
  const guards = new Map<string, TraceGuard>();
  const findings: (Finding & { readonly step: number })[] = [];
  for (const { atMs, spans } of trace.requests) {
    const result = processor.process({ projectId: "p", keyTenant: "", spans, receivedAtMs: trace.startMs + atMs });
    result.commit();
    for (const { step } of guardStepsOf(result.recorded.map(stepSourceOf))) {
      const guard = guards.get(step.traceId) ?? createTraceGuard();
      guards.set(step.traceId, guard);
      for (const finding of guard.observe(step)) {
        const begun = trace.label.steps.filter(([, at]) => at <= finding.atMs - trace.startMs).length;
        findings.push({ ...finding, step: begun });
      }
    }
  }
  return { trace, findings, guard: guards.get(trace.label.trace_id) ?? createTraceGuard() };
}

const replayed = [...runawayTraces()].map(replay);
const runaway = replayed.filter(({ trace }) => trace.label.label === "runaway");
const healthy = replayed.filter(({ trace }) => trace.label.label === "healthy");

function isFoundInTime({ trace, findings }: Replayed): boolean {
  const latest = (trace.label.runaway_from_step ?? 0) + MAX_STEPS_LATE;
  return findings.some(({ step }) => step <= latest);
}

test("finds recorded runaway agents in time and leaves healthy ones alone", () => {
  const rules = [...new Set(replayed.flatMap(({ findings }) => findings.map(({ rule }) => rule)))].sort();
  const with_ = (list: readonly Replayed[], rule: string) =>
    list.filter(({ findings }) => findings.some((finding) => finding.rule === rule)).length;
  const first = (rule: string) => runaway.filter(({ findings }) => findings[0]?.rule === rule).length;
  for (const rule of rules)
    console.info(
      `${rule}: in ${with_(runaway, rule)} of ${runaway.length} runaway (first in ${first(rule)}), in ${with_(healthy, rule)} of ${healthy.length} healthy`,
    );
  const found = runaway.filter(isFoundInTime).length;
  const alarms = healthy.filter(({ findings }) => findings.length > 0);
  console.info(`recall in time ${found}/${runaway.length}, false alarms ${alarms.length}/${healthy.length}`);
  expect(runaway.filter((one) => !isFoundInTime(one)).map(({ trace }) => trace.name)).toEqual([]);
  expect(alarms.map(({ trace, findings }) => [trace.name, findings[0]?.sentence])).toEqual([]);
});

test("counts each model call and each tool once, whatever the framework wraps around it", () => {
  const wrong = replayed.filter(
    // An SDK's own refusal after its call limit is one more failed call.
    ({ trace, guard }) =>
      Math.abs(guard.facts.modelCalls - trace.label.total_steps) > 1 ||
      guard.facts.toolCalls !== trace.label.tool_spans,
  );
  expect(wrong.map(({ trace, guard }) => [trace.name, guard.facts.modelCalls, guard.facts.toolCalls])).toEqual([]);
});
