import { expect, test } from "vitest";
import { missingPart } from "./missing-part.ts";

const DAY = 86_400_000;
const range = {
  previousFromMs: 100 * DAY,
  previousToMs: 110 * DAY,
  fromMs: 110 * DAY,
  toMs: 120 * DAY,
  grain: "day",
} as const;

test.each([
  { begins: null, missing: "none" },
  { begins: 90 * DAY, missing: "none" },
  { begins: 100.5 * DAY, missing: "none" },
  { begins: 105 * DAY, missing: "previous" },
  { begins: 110.5 * DAY, missing: "previous" },
  { begins: 115 * DAY, missing: "current" },
  { begins: 120 * DAY, missing: "all" },
] as const)("data from $begins: $missing", ({ begins, missing }) => {
  expect(missingPart(range, begins)).toBe(missing);
});
