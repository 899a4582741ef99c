import { expect, test } from "vitest";
import { firstRecorded, recorded } from "../../../test/normalise/recorded.ts";

test("an InvokeModel span without an operation is a call", () => {
  const [call] = recorded("otel-contrib-bedrock/invoke_model", "BedrockRuntime.InvokeModel");
  expect(call).toMatchObject({ role: "call", operation: "chat", provider: "aws.bedrock", region: "us-east-1" });
});

test("a streamed InvokeModel reports its first chunk's count: marked as estimate", () => {
  const call = firstRecorded("otel-contrib-bedrock/invoke_model", "BedrockRuntime.InvokeModelWithResponseStream");
  expect(call.usageEstimated).toBe(true);
});

test("cached tokens that never reach the span are said to be missing", () => {
  for (const call of recorded("otel-contrib-bedrock/cached_prompt").filter((found) => found.role === "call")) {
    expect(call.flags).toContain("cache_unreported");
    expect(call.usage?.confidence).toBeLessThan(80);
  }
});
