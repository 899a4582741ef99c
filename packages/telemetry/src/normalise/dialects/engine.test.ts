import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("an engine's own time to first token is in seconds", () => {
  expect(
    normaliseSpan(aSpan({ "gen_ai.operation.name": "chat", "gen_ai.latency.time_to_first_token": 0.25 })).ttftNs,
  ).toBe(250_000_000n);
});
