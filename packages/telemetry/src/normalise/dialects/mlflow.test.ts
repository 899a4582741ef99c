import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { bucketsOf } from "../../../test/normalise/recorded.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("every value is JSON: model, usage with cache, prompt, user and session", () => {
  const call = normaliseSpan(
    aSpan({
      "mlflow.spanType": '"CHAT_MODEL"',
      "mlflow.llm.provider": '"anthropic"',
      "mlflow.llm.model": '"claude-sonnet-4-5"',
      "mlflow.chat.tokenUsage":
        '{"input_tokens": 2304, "output_tokens": 12, "total_tokens": 2316, "cache_read_input_tokens": 0, "cache_creation_input_tokens": 2176}',
      "mlflow.linkedPrompts": '[{"name": "support-answer", "version": 3}]',
      "mlflow.trace.user": '"u-1"',
      "mlflow.trace.session": '"s-1"',
      "mlflow.traceTag.tenant_id": "acme",
    }),
  );
  expect(call).toMatchObject({ role: "call", provider: "anthropic", requestModel: "claude-sonnet-4-5" });
  expect(bucketsOf(call)).toEqual([128, 0, 2176, 12, null]);
  expect(call.identity.own).toMatchObject({ promptName: "support-answer", promptVersion: "3" });
  expect(call.identity.trace).toMatchObject({ user: "u-1", session: "s-1", tenant: "acme" });
});

test("an ancestor that sums its children is a roll-up, a tool is named by its span", () => {
  const agent = normaliseSpan(
    aSpan({ "mlflow.spanType": '"AGENT"', "mlflow.chat.tokenUsage": '{"input_tokens": 5, "output_tokens": 1}' }),
  );
  expect(agent).toMatchObject({ role: "rollup", usage: { uncachedInput: 5, output: 1 } });
  expect(normaliseSpan(aSpan({ "mlflow.spanType": '"TOOL"' }, { name: "get_weather" }))).toMatchObject({
    toolName: "get_weather",
  });
});
