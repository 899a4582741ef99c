import fc from "fast-check";
import { expect, test } from "vitest";
import { createSeenTraces } from "./seen-traces.ts";

test("never forgets a trace within one generation, and seldom claims one that it has not seen", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 500 }), (keys) => {
      const seen = createSeenTraces(500);
      for (const key of keys) seen.add(key);
      expect(keys.every((key) => seen.has(key))).toBe(true);
    }),
  );
  const seen = createSeenTraces(10_000);
  for (let index = 0; index < 10_000; index++) seen.add(`p ${index.toString(16).padStart(32, "0")}`);
  const wrong = Array.from({ length: 10_000 }, (_, index) => `q ${index}`).filter((key) => seen.has(key));
  expect(wrong.length).toBeLessThan(1_000);
});
