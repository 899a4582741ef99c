import { aSpan } from "../../../test/normalise/a-span.ts";
import { normaliseSpan } from "../normalise-span.ts";
import { expect, test } from "vitest";
import { bucketsOf, firstRecorded, recorded } from "../../../test/normalise/recorded.ts";

test("chat names its provider one way and the Responses API another", () => {
  const spans = recorded("otel-contrib-openai/responses_api").filter((call) => call.role === "call");
  expect(spans.every((call) => call.provider === "openai")).toBe(true);
  expect(new Set(spans.map((call) => call.span.attributes.has("gen_ai.provider.name")))).toContain(true);
});

test("HTTP spans below a call are no calls", () => {
  for (const call of recorded("otel-contrib-openai-http/errors", "POST")) expect(call.role).toBe("none");
  expect(recorded("otel-contrib-openai-http/errors", "POST").map((call) => call.errorType)).toContain("429");
});

test("a model attribute alone never makes a call", () => {
  expect(normaliseSpan(aSpan({ "gen_ai.request.model": "gpt-4o" }, { name: "redis GET" }))).toMatchObject({
    role: "none",
    usage: null,
  });
});

test("usage and a model without an operation do", () => {
  const call = normaliseSpan(
    aSpan({ "gen_ai.request.model": "gpt-4o", "gen_ai.usage.input_tokens": 10, "gen_ai.usage.output_tokens": 2 }),
  );
  expect(call).toMatchObject({ role: "call", operation: "chat", provider: "openai" });
});

test("the schema decides where the emitter is unknown", () => {
  const attributes = {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "anthropic",
    "gen_ai.usage.input_tokens": 15_000,
    "gen_ai.usage.output_tokens": 100,
    "gen_ai.usage.cache_read.input_tokens": 12_000,
    "gen_ai.usage.cache_creation.input_tokens": 2_000,
  };
  const call = normaliseSpan(aSpan(attributes, { schemaUrl: "https://opentelemetry.io/schemas/1.40.0" }));
  expect(bucketsOf(call)).toEqual([1_000, 12_000, 2_000, 100, null]);
  expect(call.usage?.rule).toBe("schema_inclusive");
  expect(normaliseSpan(aSpan(attributes)).usage?.rule).toBe("dotted_inclusive");
});

test("fetching a response carries tokens and bills nothing", () => {
  expect(
    normaliseSpan(
      aSpan({
        "gen_ai.operation.name": "fetch_response",
        "gen_ai.usage.input_tokens": 5,
        "gen_ai.request.model": "gpt-4o",
      }),
    ),
  ).toMatchObject({ role: "none", usage: null });
});

test.each([Number.NaN, -1, 1.5, "", "many", 2 ** 60, Number.POSITIVE_INFINITY])("%s is no count", (bad) => {
  const call = normaliseSpan(
    aSpan({ "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": bad, "gen_ai.usage.output_tokens": bad }),
  );
  expect(call.usage).toBeNull();
});

test("families that disagree are flagged, the first is billed", () => {
  const call = normaliseSpan(
    aSpan({
      "gen_ai.operation.name": "chat",
      "gen_ai.usage.input_tokens": 10,
      "gen_ai.usage.output_tokens": 2,
      "llm.token_count.prompt": 11,
      "llm.token_count.completion": 2,
    }),
  );
  expect(bucketsOf(call)).toEqual([10, 0, 0, 2, null]);
  expect(call.flags).toContain("conflict:input_tokens");
});

test("a span that ends before it starts is kept and flagged", () => {
  const span = aSpan({ "gen_ai.operation.name": "chat" });
  expect(normaliseSpan({ ...span, endTimeNs: span.startTimeNs - 1n }).flags).toContain("end_before_start");
});

test("wrappers of the recorded agent are roll-ups", () => {
  expect(firstRecorded("otel-contrib-openai/tool_agent", "invoke_agent trip-planner")).toMatchObject({
    role: "rollup",
    identity: { own: { agent: "trip-planner" } },
  });
});
