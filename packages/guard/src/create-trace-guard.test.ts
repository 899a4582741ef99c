import { expect, test } from "vitest";
import { aStep } from "../test/a-step.ts";
import { createTraceGuard, type GuardStep } from "./index.ts";

const call = (startMs: number, given: Partial<GuardStep> = {}) =>
  aStep({ kind: "tool", name: "search_orders", arguments: '{"q":"late"}', result: '{"n":1}', startMs, ...given });

test("finds the same call at an even pace, whatever the key order, spacing and call ids", () => {
  const guard = createTraceGuard();
  const spellings = ['{"a":1,"b":"x  y"}', '{ "b":"X y", "a":1 }', '{"a":1,"b":"x y","request_id":"r-9"}'];
  const found = Array.from({ length: 8 }, (_, index) =>
    guard.observe(call(index * 100 + (index % 3), { arguments: spellings[index % 3] ?? "" })),
  );
  expect(found.findIndex((findings) => findings.length > 0)).toBe(5);
  expect(found.flat()).toMatchObject([{ rule: "same_call", count: 6 }]);
  expect(found.flat()[0]?.sentence).toBe(
    "search_orders called 6 times with the same arguments and the same result in 0.5 s",
  );
});

test("is silent on polling whose pauses grow", () => {
  const guard = createTraceGuard();
  let at = 0;
  const found = Array.from({ length: 12 }, (_, index) => guard.observe(call((at += 90 + 60 * 1.4 ** index))));
  expect(found.flat()).toEqual([]);
});

test("adds what was spent and what is likely avoided", () => {
  const guard = createTraceGuard();
  const found = Array.from({ length: 6 }, (_, index) => {
    guard.observe(aStep({ startMs: index * 1_000, inputTokens: 10, outputTokens: 5, costPicoUsd: 2_000_000n }));
    return guard.observe(call(index * 1_000 + 500));
  });
  expect(found.flat()[0]).toMatchObject({ spentPicoUsd: 12_000_000n, avoidedPicoUsd: 200_000_000n });
});
