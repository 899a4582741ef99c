import { describe, expect, test } from "vitest";
import { listScenarios, readScenario } from "../../../test/normalise/read-scenario.ts";
import type { LogRecord } from "../../span.ts";
import { normaliseSpan } from "../normalise-span.ts";
import { mergeLogRecords } from "./merge-log-records.ts";
import { normaliseLogs } from "./normalise-logs.ts";

interface Message {
  readonly role: string;
  readonly parts: readonly {
    readonly type: string;
    readonly content?: string;
    readonly name?: string;
    readonly id?: string;
  }[];
}

const withLogs = listScenarios()
  .map(([instrumentation, name]) => readScenario(instrumentation, name))
  .filter(({ logs, instrumentation }) => logs.length > 0 && instrumentation.startsWith("otel-contrib"));

describe("log records of the GenAI conventions", () => {
  test.each(withLogs.map((scenario) => [`${scenario.instrumentation}/${scenario.name}`, scenario] as const))(
    "%s: messages that only the logs carry become the span's content",
    (_name, { spans, logs }) => {
      const keys = new Set(logs.map((log) => log.spanId));
      const calls = spans.filter((span) => keys.has(span.spanId)).map((span) => normaliseSpan(span));
      for (const call of calls) {
        const merged = mergeLogRecords(call, logs);
        const input = JSON.parse(merged.content.inputMessages) as readonly Message[];
        expect(input.map(({ role }) => role)).toContain("user");
        expect(input.every(({ parts }) => parts.length > 0)).toBe(true);
        expect(call.errorType !== "" || merged.content.outputMessages.includes('"role":"assistant"')).toBe(true);
        expect({ ...merged, content: call.content }).toEqual(call);
      }
    },
  );

  test("tool calls and their results keep their ids", () => {
    const { spans, logs } = readScenario("otel-contrib-openai", "tool_agent");
    const merged = spans.map((span) => normaliseSpan(span, { logs })).filter((call) => call.role === "call");
    const parts = merged.flatMap((call) =>
      (JSON.parse(call.content.inputMessages) as readonly Message[]).flatMap((message) => message.parts),
    );
    const calls = parts.filter(({ type }) => type === "tool_call");
    const results = parts.filter(({ type }) => type === "tool_call_response");
    expect(calls.map(({ name }) => name)).toContain("get_weather");
    expect(results.length).toBeGreaterThan(0);
    for (const { id } of results) expect(calls.map((call) => call.id)).toContain(id);
  });

  test("records without their span make a record of their own, usage included", () => {
    const { logs } = readScenario("openlit-openai", "cached_prompt");
    const calls = normaliseLogs(logs);
    expect(calls).toHaveLength(3);
    expect(calls[0]).toMatchObject({
      role: "call",
      requestModel: "gpt-4o",
      usage: { uncachedInput: 2048, output: 11 },
      flags: ["from_logs"],
    });
  });

  test("records of no span, and of no convention, are left alone", () => {
    const stray: LogRecord = { ...aLog(), traceId: "", spanId: "" };
    expect(normaliseLogs([stray, { ...aLog(), eventName: "app.started" }])).toEqual([]);
  });
});

function aLog(): LogRecord {
  return {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    eventName: "gen_ai.user.message",
    timeNs: 1n,
    body: { content: "hello" },
    attributes: new Map(),
    resource: { attributes: new Map() },
    scope: { name: "", version: "", schemaUrl: "", attributes: new Map() },
  };
}
