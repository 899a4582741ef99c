import { describe, expect, test } from "vitest";
import type { Call, Dimensions } from "../../src/call.ts";
import { normaliseSpan } from "../../src/normalise/normalise-span.ts";
import { FINISH_REASONS } from "../../src/normalise/values/finish-reasons.ts";
import { hexId, listScenarios, readScenario, type TruthCall } from "./read-scenario.ts";
import { resolveDimension } from "./resolve-dimension.ts";
import { spanMentionsNumber, spanMentionsText } from "./span-mentions.ts";

const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  openai: ["openai"],
  anthropic: ["anthropic"],
  "aws-bedrock": ["aws.bedrock"],
  bedrock: ["aws.bedrock"],
  aws: ["aws.bedrock"],
  gemini: ["gcp.gemini", "gcp.gen_ai", "gcp.vertex_ai"],
  google: ["gcp.gemini", "gcp.gen_ai", "gcp.vertex_ai"],
};

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

  test("every call whose usage is on a span comes out with the provider's own buckets", () => {
    for (const truth of measured) {
      const spans = named(truth).filter((call) => call.role === "call");
      expect(spans, "no named span is a call").not.toHaveLength(0);
      for (const call of spans) expectBuckets(call, truth);
    }
  });

  test("no span but those of real calls is a call with measured usage", () => {
    const real = new Set(scenario.calls.flatMap(named).map((call) => call.span.spanId));
    const claimed = calls.filter((call) => call.role === "call" && call.usage !== null && call.errorType === "" && !call.usageEstimated);
    expect(claimed.filter((call) => !real.has(call.span.spanId)).map((call) => call.span.name)).toEqual([]);
  });

  test("no more spans are calls than the provider saw, for each tracer", () => {
    const scopes = new Map<string, number>();
    for (const call of calls) {
      if (call.role === "call") scopes.set(call.span.scope.name, (scopes.get(call.span.scope.name) ?? 0) + 1);
    }
    for (const count of scopes.values()) expect(count).toBeLessThanOrEqual(scenario.calls.length);
  });

  test("usage that is not the provider's is marked, and unknown usage is never zero", () => {
    for (const truth of scenario.calls) {
      for (const call of named(truth).filter((found) => found.role === "call")) {
        if (truth.telemetry.as === "usage-differs" && differs(call, truth)) {
          expect(call.usageEstimated || (call.usage?.confidence ?? 0) < 80, call.span.name).toBe(true);
        }
        if (truth.telemetry.as === "span-without-usage") {
          expect(call.usage).toBeNull();
          expect(call.flags).toContain("no_usage");
        }
      }
    }
    for (const { usage } of calls) {
      if (usage !== null) expect(usage.uncachedInput + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h + usage.output).toBeGreaterThan(0);
    }
  });

  test("model, provider and finish reason are those of the call", () => {
    for (const truth of measured) {
      for (const call of named(truth).filter((found) => found.role === "call")) {
        const model = call.responseModel || call.requestModel;
        const asked = [truth.model_returned, truth.model_requested].filter((found) => found !== null);
        expect(asked.some((known) => known === model || known.endsWith(`.${model}`)), model).toBe(true);
        expect(PROVIDERS[truth.provider] ?? [truth.provider]).toContain(call.provider);
        if (call.finishReasons.length > 0) expect(call.finishReasons).toEqual([canonicalReason(truth.finish_reason)]);
      }
    }
  });

  test("tenant, user, session, feature and prompt are found wherever the trace carries them", () => {
    for (const truth of measured) {
      const call = named(truth).find((found) => found.role === "call");
      if (call === undefined) continue;
      const trace = calls.filter((other) => other.span.traceId === call.span.traceId);
      for (const [key, dimension, pattern] of DIMENSIONS) {
        const wanted = truth.ctx[key];
        if (wanted === undefined || !trace.some(({ span }) => spanMentionsText(span, pattern, wanted))) continue;
        expect(resolveDimension(trace, call, dimension), `${key} of ${call.span.name}`).toBe(wanted);
      }
    }
  });

  test("failed calls are marked where their span says so", () => {
    const failed = scenario.calls.filter((truth) => truth.telemetry.as === "error-span").length;
    const marked = calls.filter((call) => call.errorType !== "");
    expect(marked.length).toBeGreaterThanOrEqual(failed);
    for (const truth of measured) {
      for (const call of named(truth)) if (truth.error === null) expect(call.errorType, call.span.name).toBe("");
    }
  });

  test("vectors are gone and content is not among the attributes", () => {
    for (const call of calls) {
      const kept = [...call.attributes.values(), ...Object.values(call.content)].join("\n");
      expect(kept).not.toMatch(/-?0\.\d+,\s*-?0\.\d+,\s*-?0\.\d+,\s*-?0\.\d+,\s*-?0\.\d+/);
      for (const [key, value] of call.attributes) expect(value.length, key).toBeLessThanOrEqual(1_024);
    }
  });
});

function expectBuckets(call: Call, truth: TruthCall): void {
  const { usage } = call;
  const real = truth.usage;
  if (usage === null || real === null) return expect(usage, call.span.name).not.toBeNull();
  const shown = (tokens: number): boolean => tokens === 0 || spanMentionsNumber(call.span, tokens);
  const cacheWrite = usage.cacheWrite5m + usage.cacheWrite1h;
  expect(usage.output, call.span.name).toBe(real.output_total);
  if (shown(real.cached_read) && shown(real.cache_write)) {
    expect([usage.uncachedInput, usage.cacheRead, cacheWrite], `${call.span.name} ${usage.rule}`).toEqual([real.input_uncached, real.cached_read, real.cache_write]);
  } else {
    expect([usage.uncachedInput, usage.cacheRead, cacheWrite], call.span.name).toEqual([usage.raw.input, 0, 0]);
    expect(call.flags).toContain("cache_unreported");
  }
  if (real.reasoning > 0 && shown(real.reasoning)) expect(usage.reasoning, call.span.name).toBe(real.reasoning);
  expect(usage.confidence).toBeGreaterThanOrEqual(call.flags.includes("cache_unreported") || call.flags.includes("usage_maybe_estimated") ? 60 : 75);
}

function differs(call: Call, truth: TruthCall): boolean {
  return call.usage !== null && (call.usage.output !== truth.usage?.output_total || call.usage.raw.input !== truth.usage.input_total);
}

function canonicalReason(reason: string | null): string {
  const spelling = /\((\w+)\)$/.exec(reason ?? "")?.[1] ?? reason ?? "";
  return Object.entries(FINISH_REASONS).find(([, spellings]) => spellings.includes(spelling))?.[0] ?? spelling;
}
