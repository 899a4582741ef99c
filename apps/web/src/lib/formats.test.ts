import { describe, expect, test } from "vitest";
import { formatBytes } from "./format-bytes.ts";
import { formatChange } from "./format-change.ts";
import { formatCount } from "./format-count.ts";
import { formatDuration } from "./format-duration.ts";
import { formatPercent } from "./format-percent.ts";
import { formatAxisMoney } from "./money/format-axis-money.ts";
import { toCsv } from "./to-csv.ts";

describe("counts", () => {
  test.each([
    [0, "0"],
    [842, "842"],
    [9999, "9,999"],
    [12_340, "12.3k"],
    [100_000, "100k"],
    [999_600, "1M"],
    [4_560_000, "4.56M"],
    [-12_340, "−12.3k"],
  ])("%d reads %s", (value, text) => {
    expect(formatCount(value)).toBe(text);
  });
});

describe("durations", () => {
  test.each([
    [0.25, "0.25 ms"],
    [350, "350 ms"],
    [1234, "1.2 s"],
    [9960, "10.0 s"],
    [45_000, "45 s"],
    [59_999, "1 min"],
    [125_000, "2 min 5 s"],
    [11_520_000, "3 h 12 min"],
    [180_000_000, "2 d 2 h"],
  ])("%d ms reads %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe("percentages", () => {
  test.each([
    [0, "0 %"],
    [0.987, "98.7 %"],
    [0.0004, "0.04 %"],
    [0.00001, "<0.01 %"],
    [0.99999, ">99.9 %"],
    [1, "100 %"],
    [-0.12, "−12 %"],
    [25, "2,500 %"],
  ])("%d reads %s", (ratio, text) => {
    expect(formatPercent(ratio)).toBe(text);
  });
});

describe("changes", () => {
  test.each([
    [null, "new"],
    [0, "±0 %"],
    [0.123, "+12.3 %"],
    [-0.04, "−4 %"],
    [11, "×12.0"],
  ])("%s reads %s", (ratio, text) => {
    expect(formatChange(ratio)).toBe(text);
  });
});

test("axis ticks are short and in the shown currency", () => {
  expect([0, 0.05, 8, 1250, 12_500].map((value) => formatAxisMoney(value, "EUR"))).toEqual([
    "€0",
    "€0.05",
    "€8",
    "€1.25k",
    "€12.5k",
  ]);
});

test("bytes use decimal units", () => {
  expect([512, 1_500_000, 2_000_000_000].map(formatBytes)).toEqual(["512 B", "1.5 MB", "2 GB"]);
});

test("a CSV cell cannot become a formula or break out of its cell", () => {
  expect(
    toCsv(
      ["a", "b"],
      [
        ['=HYPERLINK("x")', -1.5],
        ['say "hi", you', null],
      ],
    ),
  ).toBe('a,b\r\n"\'=HYPERLINK(""x"")",-1.5\r\n"say ""hi"", you",\r\n');
});
