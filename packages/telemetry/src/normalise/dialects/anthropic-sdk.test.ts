import { expect, test } from "vitest";
import { bucketsOf, firstRecorded, recorded } from "../../../test/normalise/recorded.ts";

test("cache writes keep their lifetime, the stop reason is canonical", () => {
  const [first] = recorded("anthropic-sdk-native/cached_prompt", "anthropic.messages.create");
  expect(bucketsOf(first)).toEqual([128, 0, 2176, 12, null]);
  expect(first?.usage).toMatchObject({ cacheWrite5m: 2176, cacheWrite1h: 0, rule: "emitter_inclusive" });
  expect(first).toMatchObject({ finishReasons: ["stop"], serviceTier: "default", responseId: "msg_fake0001" });
});

test("a stream that broke in the middle keeps its input, says that the output is missing, and is an error", () => {
  const broken = recorded("anthropic-sdk-native/errors", "anthropic.messages.create").filter(
    (call) => call.usage !== null && call.errorType !== "",
  );
  expect(broken.map(bucketsOf)).toEqual([[45, 0, 0, 0, null]]);
  expect(broken[0]?.flags).toContain("output_unreported");
  expect(broken[0]?.usage?.raw.output).toBeNull();
});

test("a tool run is a tool, not a call", () => {
  const tool = recorded("anthropic-sdk-native/tool_agent").find((call) => call.toolName === "get_weather");
  expect(tool).toMatchObject({ role: "none", operation: "execute_tool", toolCallId: "toolu_0001_0" });
  expect(firstRecorded("anthropic-sdk-native/tool_agent", "anthropic.messages.create").role).toBe("call");
});
