import { describe, expect, test } from "vitest";
import { isRange } from "./range.ts";
import { rangeLabel } from "./range-label.ts";
import { resolveRange } from "./resolve-range.ts";

const NOW = Date.UTC(2026, 10, 21, 13, 20, 30);
const iso = (ms: number) => new Date(ms).toISOString();

test("30 days are 29 whole local days and today, compared with the 30 before at the same elapsed time", () => {
  const range = resolveRange("30d", NOW, "UTC");
  expect(iso(range.fromMs)).toBe("2026-10-23T00:00:00.000Z");
  expect(iso(range.toMs)).toBe("2026-11-22T00:00:00.000Z");
  expect(iso(range.previousFromMs)).toBe("2026-09-23T00:00:00.000Z");
  expect(iso(range.previousToMs)).toBe("2026-10-22T14:00:00.000Z");
  expect(range.grain).toBe("day");
});

test("days start at local midnight, also across a clock change", () => {
  const range = resolveRange("30d", NOW, "Europe/Berlin");
  expect(iso(range.fromMs)).toBe("2026-10-22T22:00:00.000Z");
  expect(iso(range.toMs)).toBe("2026-11-21T23:00:00.000Z");
});

test("this month runs to its end and meets the same part of the month before", () => {
  const range = resolveRange("month", NOW, "UTC");
  expect([iso(range.fromMs), iso(range.toMs)]).toEqual(["2026-11-01T00:00:00.000Z", "2026-12-01T00:00:00.000Z"]);
  expect([iso(range.previousFromMs), iso(range.previousToMs)]).toEqual([
    "2026-10-01T00:00:00.000Z",
    "2026-10-21T14:00:00.000Z",
  ]);
});

test("a past month meets the whole month before", () => {
  const range = resolveRange("2026-03", NOW, "UTC");
  expect([iso(range.fromMs), iso(range.toMs)]).toEqual(["2026-03-01T00:00:00.000Z", "2026-04-01T00:00:00.000Z"]);
  expect([iso(range.previousFromMs), iso(range.previousToMs)]).toEqual([
    "2026-02-01T00:00:00.000Z",
    "2026-03-01T00:00:00.000Z",
  ]);
});

test.each([
  ["15m", "minute"],
  ["1h", "minute"],
  ["6h", "five_minutes"],
  ["24h", "hour"],
  ["7d", "day"],
  ["90d", "day"],
])("%s is drawn per %s", (range, grain) => {
  expect(resolveRange(range, NOW, "UTC").grain).toBe(grain);
});

test("a custom range is taken as it is", () => {
  const range = resolveRange(`${NOW - 7_200_000}-${NOW - 3_600_000}`, NOW, "UTC");
  expect([range.fromMs, range.toMs, range.previousFromMs, range.previousToMs]).toEqual([
    NOW - 7_200_000,
    NOW - 3_600_000,
    NOW - 10_800_000,
    NOW - 7_200_000,
  ]);
});

describe("what the URL may say", () => {
  test.each(["30d", "month", "2026-11", `${NOW - 1000}-${NOW}`])("%s is a range", (text) =>
    expect(isRange(text)).toBe(true),
  );
  test.each(["", "31d", "2026-13", `${NOW}-${NOW - 1000}`, "1e9-2e9"])("%s is none", (text) =>
    expect(isRange(text)).toBe(false),
  );
  test("and how it reads", () => {
    expect(rangeLabel("2026-10", "UTC")).toBe("October 2026");
    expect(rangeLabel("30d", "UTC")).toBe("Last 30 days");
  });
});
