import { expect, test } from "vitest";
import { bucketsOf, firstRecorded, recorded } from "../../../test/normalise/recorded.ts";

test("the root that sums the iterations is a roll-up, each iteration a call", () => {
  const spans = recorded("tanstack-ai/tool_agent");
  expect(spans.filter((call) => call.role === "call").map((call) => call.span.name)).toEqual(
    expect.arrayContaining(["chat gpt-4o #0", "chat gpt-4o #3"]),
  );
  expect(firstRecorded("tanstack-ai/tool_agent", "chat gpt-4o")).toMatchObject({ role: "rollup" });
});

test("Anthropic's input excludes cached tokens, OpenAI's includes them", () => {
  expect(
    recorded("tanstack-ai/reasoning")
      .filter((call) => call.role === "call")
      .map(bucketsOf),
  ).toEqual([[86, 128, 0, 350, 320]]);
});

test("chat-completions messages become parts", () => {
  const call = firstRecorded("tanstack-ai/reasoning", "chat gpt-5-mini #0");
  expect(JSON.parse(call.content.outputMessages)).toEqual([
    { role: "assistant", parts: [{ type: "text", content: '{"total":12.5}' }] },
  ]);
  expect(call.content.other).not.toContain("langfuse.observation");
});
