import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("users and failures by the core names", () => {
  const call = normaliseSpan(
    aSpan(
      { "gen_ai.operation.name": "chat", "enduser.id": "u-1", "exception.type": "Timeout" },
      { statusCode: 2, statusMessage: "too slow" },
    ),
  );
  expect(call).toMatchObject({
    errorType: "Timeout",
    content: { statusMessage: "too slow" },
    identity: { own: { user: "u-1" } },
  });
});

test("a handled exception on a span that answered is no failure", () => {
  const call = normaliseSpan(
    aSpan(
      { "gen_ai.operation.name": "chat", "gen_ai.response.finish_reasons": ["stop"] },
      { events: [{ name: "exception", attributes: { "exception.type": "Retry" } }] },
    ),
  );
  expect(call.errorType).toBe("");
});
