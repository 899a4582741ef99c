import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { bucketsOf } from "../../../test/normalise/recorded.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("flat names on an Anthropic model exclude the cache", () => {
  const attributes = {
    "gen_ai.operation.name": "chat",
    "gen_ai.system": "anthropic",
    "gen_ai.usage.input_tokens": 500,
    "gen_ai.usage.output_tokens": 5,
    "gen_ai.usage.cached_tokens": 300,
  };
  expect(bucketsOf(normaliseSpan(aSpan(attributes, { scope: "rig" })))).toEqual([500, 300, 0, 5, null]);
  const unknown = normaliseSpan(aSpan(attributes, { scope: "hand-made" }));
  expect(unknown).toMatchObject({ usage: { rule: "flat_provider_exclusive", confidence: 60 } });
  expect(unknown.flags).toContain("ambiguous");
});
