import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("a cache header is a hit", () => {
  expect(
    normaliseSpan(aSpan({ "gen_ai.operation.name": "chat", "http.response.header.helicone-cache": ["HIT"] })).cacheTier,
  ).toBe("exact");
  expect(
    normaliseSpan(aSpan({ "gen_ai.operation.name": "chat", "http.response.header.x-cache": "MISS" })).cacheTier,
  ).toBe("");
});
