import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { decodeTraces, DEFAULT_DECODE_LIMITS, normaliseSpan, type Span, type SpanEvent } from "@spanledger/telemetry";
import { createContentFilter } from "../src/content/create-content-filter.ts";
import type { ContentPolicy } from "../src/content/content-policy.ts";

const CORPUS = fileURLToPath(new URL("../../telemetry/test/corpus", import.meta.url));
const place = { spanName: "chat", eventName: undefined };

/** Every span that real instrumentations sent. */
function recordedSpans(): readonly Span[] {
  return readdirSync(CORPUS, { recursive: true, encoding: "utf8" })
    .filter((name) => /request-[\w-]*\.(json|pb)$/.test(name))
    .flatMap((name) => {
      const bytes = readFileSync(join(CORPUS, name));
      try {
        return decodeTraces(bytes, name.endsWith(".pb") ? "protobuf" : "json", DEFAULT_DECODE_LIMITS).spans;
      } catch {
        return [];
      }
    });
}

function under(policy: Exclude<ContentPolicy, "on">, span: Span): Span {
  const filter = createContentFilter(policy);
  const apply = (attributes: Span["attributes"]): Span["attributes"] =>
    new Map(Object.entries(filter(Object.fromEntries(attributes) as never, place))) as never;
  const events = span.events.map((event): SpanEvent => ({ ...event, attributes: apply(event.attributes) }));
  return { ...span, statusMessage: "", attributes: apply(span.attributes), events };
}

/** What the platform would store as content; names, times and kinds of events are none. */
function contentOf(span: Span): string[] {
  const { other, ...rest } = normaliseSpan(span).content ?? { other: "" };
  const { events, ...leftover } = (other === "" ? {} : JSON.parse(other)) as { events?: SpanEvent[] };
  const inEvents = (events ?? []).flatMap(({ attributes }) => Object.keys(attributes));
  return [...Object.values(rest), ...Object.keys(leftover), ...inEvents.filter((key) => !EVENT_FACTS.has(key))].filter(
    (text) => text.replaceAll(EMPTY_TOOL_ANSWER, "").replace("[]", "") !== "",
  );
}

/** A tool's answer of which only the call id is left. */
const EMPTY_TOOL_ANSWER = /\{"role":"tool","parts":\[\{"type":"tool_call_response","id":"[^"]*","response":""\}\]\},?/g;
const EVENT_FACTS = new Set(["exception.type", "exception.escaped", "ai.response.msToFirstChunk"]);

test("off: no recorded span of any instrumentation carries content that the platform would store; facts stay", () => {
  const spans = recordedSpans();
  const carrying = spans.filter((span) => contentOf(span).length > 0);
  expect(carrying.length).toBeGreaterThan(200);
  const left = new Set(carrying.flatMap((span) => contentOf(under("off", span)).map((text) => text.slice(0, 120))));
  expect([...left]).toEqual([]);
  const named = { "gen_ai.prompt.name": "answer", "gen_ai.usage.input_tokens": 3, "gen_ai.output.type": "text" };
  expect(createContentFilter("off")(named, place)).toEqual(named);
});

test("masked: each piece of content goes through the function, and one that fails sends nothing", () => {
  const attributes = {
    "gen_ai.input.messages": '[{"role":"user","content":"my card is 4111"}]',
    "llm.output_messages.0.message.content": "4111 is noted",
    "gen_ai.request.model": "gpt-5.4-mini",
    "gen_ai.prompt.name": "answer",
    "ai.prompt.tools": ["4111", "x"],
    "gen_ai.tool.call.result": "secret",
  };
  const seen: string[] = [];
  const mask = (text: string, { key }: { key: string }): string => {
    seen.push(key);
    if (key === "gen_ai.tool.call.result") throw new Error("boom");
    return text.replaceAll("4111", "****");
  };
  expect(createContentFilter({ mask })(attributes, place)).toEqual({
    "gen_ai.input.messages": '[{"role":"user","content":"my card is ****"}]',
    "llm.output_messages.0.message.content": "**** is noted",
    "gen_ai.request.model": "gpt-5.4-mini",
    "gen_ai.prompt.name": "answer",
    "ai.prompt.tools": ["****", "x"],
  });
  expect(seen).toHaveLength(5);
});
