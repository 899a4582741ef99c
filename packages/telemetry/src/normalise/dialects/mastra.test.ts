import { expect, test } from "vitest";
import { bucketsOf, recorded } from "../../../test/normalise/recorded.ts";

test("of the four layers of one call only the innermost is one", () => {
  const roles = recorded("mastra-otel/cached_prompt").map((call) => [
    call.span.attributes.get("mastra.span.type"),
    call.role,
  ]);
  expect(roles).toContainEqual(["model_inference", "call"]);
  expect(roles).toContainEqual(["model_generation", "rollup"]);
  expect(roles).toContainEqual(["model_step", "rollup"]);
  expect(roles).toContainEqual(["model_chunk", "none"]);
});

test("cached tokens are inside the input for Anthropic as well", () => {
  const claude = recorded("mastra-otel/cached_prompt").filter(
    (call) => call.role === "call" && call.provider === "anthropic",
  );
  expect(claude.map(bucketsOf)).toContainEqual([128, 0, 2176, 12, null]);
});

test("finish reasons as JSON text, time to first token as a moment", () => {
  const call = recorded("mastra-otel/stream_chat").find((found) => found.role === "call");
  expect(call).toMatchObject({ finishReasons: ["stop"], provider: "openai" });
  expect(Number(call?.ttftNs)).toBeGreaterThan(0);
  expect(call?.identity.own).toMatchObject({ tenant: "acme-corp", promptName: "support-answer", promptVersion: "3" });
});
