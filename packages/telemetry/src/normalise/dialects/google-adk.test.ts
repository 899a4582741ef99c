import { expect, test } from "vitest";
import { bucketsOf, firstRecorded } from "../../../test/normalise/recorded.ts";

test("a model call is known by its name, without an operation", () => {
  const call = firstRecorded("google-adk/multi_turn", "call_llm");
  expect(call).toMatchObject({
    role: "call",
    operation: "chat",
    provider: "gcp.gemini",
    requestModel: "gemini-2.5-flash",
  });
  expect(call.identity.own).toMatchObject({ session: "sess-acme-7f3a", agent: "support" });
  expect(bucketsOf(call)).toEqual([64, 0, 0, 22, null]);
});

test("the made-up span of merged tools is no model call", () => {
  const merged = firstRecorded("google-adk/tool_agent", "execute_tool (merged)");
  expect(merged).toMatchObject({ role: "none", operation: "execute_tool" });
});

test("Gemini's contents become messages", () => {
  const call = firstRecorded("google-adk/multi_turn", "call_llm");
  expect(JSON.parse(call.content.outputMessages)).toEqual([
    {
      role: "assistant",
      parts: [{ type: "text", content: "Order 4711 left our warehouse yesterday and should reach you on Friday." }],
    },
  ]);
});
