import { describe, expect, test } from "vitest";
import type { Call, Dimensions } from "../../src/call.ts";
import { normaliseSpan } from "../../src/normalise/normalise-span.ts";
import { checkBuckets, checkFacts, checkMarks } from "./check-call.ts";
import { checkAttributes, checkMessages } from "./check-content.ts";
import { hexId, listScenarios, readScenario, type TruthCall } from "./read-scenario.ts";
import { resolveDimension } from "./resolve-dimension.ts";
import { spanMentionsText } from "./span-mentions.ts";

const DIMENSIONS: readonly (readonly [string, keyof Dimensions, RegExp])[] = [
  ["tenant", "tenant", /tenant|customer/i],
  ["user", "user", /user/i],
  ["session", "session", /session|conversation|convoId/i],
  ["feature", "feature", /feature|functionId$/i],
  ["prompt_name", "promptName", /prompt.?name|prompt\.key/i],
  ["prompt_version", "promptVersion", /prompt.?version|prompt_template\.version/i],
];

describe.each(listScenarios())("%s / %s", (instrumentation, name) => {
  const scenario = readScenario(instrumentation, name);
  const calls = scenario.spans.map((span) => normaliseSpan(span));
  const bySpan = new Map(calls.map((call) => [call.span.spanId, call]));
  const named = (truth: TruthCall): readonly Call[] =>
    (truth.telemetry.spans ?? []).flatMap(({ span_id }) => bySpan.get(hexId(span_id)) ?? []);
  const measured = scenario.calls.filter((truth) => truth.telemetry.as === "usage");
  /** What a check finds on the spans that are calls, each with the span's name. */
  const findings = (
    truths: readonly TruthCall[],
    check: (call: Call, truth: TruthCall) => readonly string[],
  ): readonly string[] =>
    truths.flatMap((truth) =>
      named(truth)
        .filter((call) => call.role === "call")
        .flatMap((call) => check(call, truth).map((problem) => `${call.span.name}: ${problem}`)),
    );

  test("every call whose usage is on a span comes out with the provider's own buckets", () => {
    const missed = measured.filter((truth) => !named(truth).some((call) => call.role === "call"));
    expect(missed).toEqual([]);
    expect(findings(measured, checkBuckets)).toEqual([]);
  });

  test("no span but those of real calls is a call with measured usage", () => {
    const real = new Set(scenario.calls.flatMap(named).map((call) => call.span.spanId));
    const claimed = calls.filter((call) => call.role === "call" && call.usage !== null && call.errorType === "");
    const invented = claimed.filter((call) => !call.usageEstimated && !real.has(call.span.spanId));
    expect(invented.map((call) => call.span.name)).toEqual([]);
  });

  test("no more spans are calls than the provider saw, for each tracer", () => {
    const scopes = new Map<string, number>();
    for (const { span, role } of calls) {
      scopes.set(span.scope.name, (scopes.get(span.scope.name) ?? 0) + (role === "call" ? 1 : 0));
    }
    expect(Math.max(0, ...scopes.values())).toBeLessThanOrEqual(scenario.calls.length);
  });

  test("usage that is not the provider's is marked, and unknown usage is never zero", () => {
    expect(findings(scenario.calls, checkMarks)).toEqual([]);
    const sums = calls.flatMap(({ usage }) =>
      usage === null
        ? []
        : [usage.uncachedInput + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h + usage.output],
    );
    expect(sums.filter((sum) => sum <= 0)).toEqual([]);
  });

  test("model, provider, finish reason and outcome are those of the call", () => {
    expect(findings(measured, checkFacts)).toEqual([]);
  });

  test("tenant, user, session, feature and prompt are found wherever the trace carries them", () => {
    const wrong = findings(measured, (call, truth) => {
      const trace = calls.filter((other) => other.span.traceId === call.span.traceId);
      return DIMENSIONS.flatMap(([key, dimension, pattern]) => {
        const wanted = truth.ctx[key];
        if (wanted === undefined || !trace.some(({ span }) => spanMentionsText(span, pattern, wanted))) return [];
        const found = resolveDimension(trace, call, dimension);
        return found === wanted ? [] : [`${key} is "${found}", not "${wanted}"`];
      });
    });
    expect(wrong).toEqual([]);
  });

  test("the answer and the tools it asked for are among the call's messages, as parts", () => {
    expect(findings(measured, checkMessages)).toEqual([]);
  });

  test("failed calls are marked where their span says so", () => {
    const failed = scenario.calls.filter((truth) => truth.telemetry.as === "error-span").length;
    expect(calls.filter((call) => call.errorType !== "").length).toBeGreaterThanOrEqual(failed);
  });

  test("vectors are gone and content is not among the attributes", () => {
    expect(calls.flatMap(checkAttributes)).toEqual([]);
  });
});
