import { expect, test } from "vitest";
import { createRandom } from "./random.ts";

test("the same seed gives the same stream", () => {
  const [a, b] = [createRandom(7), createRandom(7)];
  expect(Array.from({ length: 50 }, () => a.hex(8))).toEqual(Array.from({ length: 50 }, () => b.hex(8)));
});

test("picks every item about equally often", () => {
  const random = createRandom(1);
  const counts = new Map<string, number>();
  for (let i = 0; i < 3000; i++) {
    const item = random.pick(["a", "b", "c"]);
    counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  for (const item of ["a", "b", "c"]) expect(counts.get(item)).toBeGreaterThan(850);
});
