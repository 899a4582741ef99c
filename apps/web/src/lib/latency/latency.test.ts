import { expect, test } from "vitest";
import { bandEdge } from "./band-edge.ts";
import { percentileOf } from "./percentile-of.ts";

test("a percentile is the middle of the place that holds it, whatever the order", () => {
  const histogram = [
    { place: 80, calls: 5 },
    { place: 40, calls: 95 },
  ];
  expect(percentileOf(histogram, 0.5)).toBeCloseTo(0.1 * 2 ** (40.5 / 8), 9);
  expect(percentileOf(histogram, 0.99)).toBeCloseTo(0.1 * 2 ** (80.5 / 8), 9);
});

test("nothing called is no percentile, not zero", () => {
  expect(percentileOf([], 0.95)).toBeNull();
});

test("two bands are an octave", () => {
  expect(bandEdge(6) / bandEdge(4)).toBeCloseTo(2, 9);
});
