import { expect, test } from "vitest";
import { aSpan } from "../../test/normalise/a-span.ts";
import { normaliseSpan } from "./normalise-span.ts";

const CALL = { "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-4o" };
const refused = { name: "spanledger.guard.refused", attributes: { "spanledger.guard.rule": "same_call" } };
const failed = (type: string, fields = {}) =>
  normaliseSpan(aSpan({ ...CALL, "error.type": type }, { statusCode: 2, ...fields }));

test.each(["RunawayHaltedError", "BudgetExceededError", "GuardUnavailableError", "spanledger.halted"])(
  "a call that %s stopped in the app was never made: nothing to bill and no unknown cost",
  (type) => {
    expect(failed(type)).toMatchObject({ role: "none", operation: "chat", errorType: type, flags: [] });
  },
);

test("the event of the guard tells it when the client wraps the error", () => {
  expect(failed("APIConnectionError", { events: [refused] }).role).toBe("none");
  expect(failed("APIConnectionError")).toMatchObject({ role: "call", flags: ["no_usage"] });
});

test("what was sent stays a call: with usage, or with a refusal that the app let through", () => {
  const usage = { "gen_ai.usage.input_tokens": 12, "gen_ai.usage.output_tokens": 3 };
  expect(normaliseSpan(aSpan({ ...CALL, ...usage, "error.type": "RunawayHaltedError" }, { statusCode: 2 })).role).toBe(
    "call",
  );
  expect(normaliseSpan(aSpan(CALL, { events: [refused] })).role).toBe("call");
});

test("the agent around it stays what it is", () => {
  const agent = aSpan(
    { "gen_ai.operation.name": "invoke_agent", "error.type": "RunawayHaltedError" },
    { statusCode: 2 },
  );
  expect(normaliseSpan(agent)).toMatchObject({ role: "rollup", operation: "invoke_agent" });
});
