import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aSpan } from "../../test/normalise/a-span.ts";
import { listScenarios, readScenario } from "../../test/normalise/read-scenario.ts";
import type { Content } from "../call.ts";
import type { AttributeValue, Span } from "../span.ts";
import { normaliseSpan } from "./normalise-span.ts";
import { SLOTS } from "./slots.ts";

const KEYS = [
  ...SLOTS.span.keys(),
  "gen_ai.prompt.0.content",
  "gen_ai.completion.0.tool_calls.0.name",
  "llm.input_messages.0.message.contents.0.message_content.text",
  "llm.input_messages.99999.message.role",
  "gen_ai.prompt.__proto__.content",
  "embedding.embeddings.0.embedding.vector",
  "constructor",
  "__proto__",
].map((key) => key.replace(".N.", ".0."));

const HOSTILE = [
  "",
  "{",
  "[[[[[[",
  '{"usage":{"input_tokens":-1}}',
  '{"messages":[null,1,"x",{"role":3,"content":[{"type":"tool_use"}]}]}',
  '{"input":"a","output":{}}',
  "[{'role': 'user', 'content': None}]",
  '"{\\"total\\":1e999}"',
  "NaN",
  "null",
  '{"__proto__":{"input":5},"constructor":7}',
  '{"choices":[{"message":{"content":null}}]}',
];

const anyValue: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ maxLength: 40 }),
  fc.json({ maxDepth: 4 }),
  fc.integer(),
  fc.double(),
  fc.bigInt(),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 8 }),
  fc.array(fc.string({ maxLength: 10 }), { maxLength: 4 }),
  fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), { maxKeys: 4 }),
);

const anySpan: fc.Arbitrary<Span> = fc
  .record({
    attributes: fc.array(fc.tuple(fc.constantFrom(...KEYS), anyValue), { maxLength: 30 }),
    events: fc.array(
      fc.record({
        name: fc.constantFrom(
          "exception",
          "gen_ai.choice",
          "gen_ai.user.message",
          "gen_ai.tool.message",
          "new_token",
          "",
        ),
        attributes: fc.dictionary(
          fc.constantFrom("content", "message", "finish_reason", "gen_ai.input.messages"),
          anyValue,
        ),
      }),
      { maxLength: 3 },
    ),
    scope: fc.constantFrom(
      "",
      "ai",
      "gen_ai",
      "langsmith",
      "litellm",
      "genkit-tracer",
      "@traceloop/instrumentation-openai",
    ),
    name: fc.constantFrom("chat gpt-4o", "call_llm", "claude_code.llm_request", "", "execute_tool x"),
    statusCode: fc.constantFrom(0 as const, 1 as const, 2 as const),
  })
  .map(({ attributes, ...fields }) => ({ ...aSpan({}, fields), attributes: new Map(attributes) }));

/** Content by meaning: the order of keys in JSON text says nothing. */
function parsed(content: Content): Readonly<Record<string, unknown>> {
  const entries = Object.entries(content).filter(([name]) => name !== "other");
  return Object.fromEntries(
    entries.map(([name, text]) => [name, /^[[{]/.test(text) && name !== "statusMessage" ? structure(text) : text]),
  );
}

function structure(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

describe("any span", () => {
  test("is understood without throwing, with sound buckets and text attributes", () => {
    fc.assert(
      fc.property(anySpan, (span) => {
        const call = normaliseSpan(span);
        const { usage } = call;
        const buckets =
          usage === null
            ? []
            : [usage.uncachedInput, usage.cacheRead, usage.cacheWrite5m, usage.cacheWrite1h, usage.output];
        expect(buckets.every((tokens) => Number.isSafeInteger(tokens) && tokens >= 0)).toBe(true);
        expect([...call.attributes.values()].every((value) => typeof value === "string")).toBe(true);
        expect(Object.values(call.content).every((value) => typeof value === "string")).toBe(true);
        const messages = [call.content.inputMessages, call.content.outputMessages].filter((text) => text !== "");
        expect(messages.every((text) => Array.isArray(JSON.parse(text)))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  test("means the same whatever the order of its attributes", () => {
    const spans = listScenarios().flatMap(([instrumentation, name]) => readScenario(instrumentation, name).spans);
    fc.assert(
      fc.property(
        fc.constantFrom(...spans),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (span, random) => {
          const shuffled = [...span.attributes]
            .map((entry) => ({ entry, at: random.next().value ?? 0 }))
            .sort((left, right) => left.at - right.at)
            .map(({ entry }) => entry);
          const { content, ...call } = normaliseSpan(span);
          const { content: otherContent, ...other } = normaliseSpan({ ...span, attributes: new Map(shuffled) });
          expect({ ...other, span, attributes: null }).toEqual({ ...call, attributes: null });
          expect(Object.fromEntries(other.attributes)).toEqual(Object.fromEntries(call.attributes));
          expect(parsed(otherContent)).toEqual(parsed(content));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("request parameters", () => {
  test("stand under one name whatever the dialect", () => {
    const vercel = normaliseSpan(
      aSpan({
        "ai.operationId": "ai.generateText.doGenerate",
        "ai.settings.temperature": 0.2,
        "ai.settings.maxOutputTokens": 256,
      }),
    );
    expect(Object.fromEntries(vercel.attributes)).toMatchObject({
      "gen_ai.request.temperature": "0.2",
      "gen_ai.request.max_tokens": "256",
    });
    const openInference = normaliseSpan(
      aSpan({ "openinference.span.kind": "LLM", "llm.invocation_parameters": '{"temperature":0.2,"stream":true}' }),
    );
    expect(Object.fromEntries(openInference.attributes)).toMatchObject({
      "gen_ai.request.temperature": "0.2",
      "gen_ai.request.stream": "true",
    });
  });
});

test.each([-5, 10.5, Number.POSITIVE_INFINITY, 9e18])("a prompt count of %d is unknown, not nothing", (input) => {
  const call = normaliseSpan(
    aSpan({
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": "gpt-4o-mini",
      "gen_ai.usage.input_tokens": input,
      "gen_ai.usage.output_tokens": 100,
    }),
  );
  expect(call.flags).toContain("input_unreported");
  expect(call.usageEstimated).toBe(true);
  expect(call.usage?.raw.input).toBeNull();
  expect(call.usage?.confidence).toBeLessThan(80);
});

test.each(["[Scrubbed due to 'session']", "[REDACTED]", "<redacted>", "****"])(
  "a value that scrubbing replaced by %s names nobody",
  (value) => {
    const { identity } = normaliseSpan(aSpan({ "session.id": value, "user.id": value, "tenant.id": "[acme] corp" }));
    expect(identity.own).toMatchObject({ tenant: "[acme] corp" });
    expect([identity.own.session, identity.own.user]).toEqual([undefined, undefined]);
  },
);

test.each([
  ["anthropic_llm", "claude-sonnet-4-5", "anthropic"],
  ["openai.chat", "gpt-4o", "openai"],
  ["acme-gateway", "gpt-4o", "acme-gateway"],
])("the provider of %s is known by its first word where that is one", (system, model, provider) => {
  const attributes = { "gen_ai.operation.name": "chat", "gen_ai.system": system, "gen_ai.request.model": model };
  expect(normaliseSpan(aSpan(attributes)).provider).toBe(provider);
});

test.each([
  ["server.address", "acme.openai.azure.com", "azure.ai.openai"],
  ["gen_ai.openai.api_base", "https://api.groq.com/openai/v1/", "groq"],
  ["server.address", "api.openai.com", "openai"],
  ["server.address", "llm.acme.internal", "openai"],
])("OpenAI's SDK at %s %s is served by %s", (key, host, provider) => {
  const attributes = {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-4o",
  };
  expect(normaliseSpan(aSpan({ ...attributes, [key]: host })).provider).toBe(provider);
});
