import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("an engine's own time to first token is in seconds", () => {
  expect(
    normaliseSpan(aSpan({ "gen_ai.operation.name": "chat", "gen_ai.latency.time_to_first_token": 0.25 })).ttftNs,
  ).toBe(250_000_000n);
});

test.each([1.7e302, -5, Number.NaN, "soon"])("%s is no time to first token", (value) => {
  const span = aSpan({ "gen_ai.operation.name": "chat", "ai.response.msToFirstChunk": value });
  expect(normaliseSpan(span).ttftNs).toBe(0n);
});
