import { expect, test } from "vitest";
import type { Usage } from "../call.ts";
import { mergeEvidence } from "./merge-evidence.ts";

const NO_MODALITY = { audioInput: 0, audioCacheRead: 0, audioOutput: 0, imageInput: 0, imageOutput: 0 };

function aUsage(given: Partial<Usage>): Usage {
  return {
    uncachedInput: 0,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    output: 0,
    reasoning: null,
    modality: NO_MODALITY,
    units: {},
    raw: { input: null, output: null, total: null },
    rule: "no_cache",
    confidence: 100,
    ...given,
  };
}

const evidence = (usage: Usage | null) => ({ usage, ttftNs: 0n, reportedCost: null });

test("takes cache detail from a twin that reports the same prompt", () => {
  const own = aUsage({ uncachedInput: 2_048, output: 11 });
  const twin = aUsage({ uncachedInput: 128, cacheRead: 1_920, output: 11 });
  expect(mergeEvidence(evidence(own), [evidence(twin)]).usage).toMatchObject({ uncachedInput: 128, cacheRead: 1_920 });
});

test("takes nothing from a span whose counts differ", () => {
  const own = evidence(aUsage({ uncachedInput: 2_048, output: 11 }));
  const other = evidence(aUsage({ uncachedInput: 128, cacheRead: 1_921, output: 11, reasoning: 5 }));
  expect(mergeEvidence(own, [other])).toBe(own);
});

test("takes the first token time and the client's cost where it has none", () => {
  const usage = aUsage({ uncachedInput: 10, output: 1 });
  const twin = { usage, ttftNs: 5n, reportedCost: { picoUsd: 7n, source: "twin" } };
  expect(mergeEvidence(evidence(usage), [twin])).toMatchObject({ ttftNs: 5n, reportedCost: { picoUsd: 7n } });
});
