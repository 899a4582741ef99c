import { describe, expect, test } from "vitest";
import { chargeAt, divideHalfEven, formatRate, parseRate, PriceFormatError } from "./rate.ts";

const MTOK = 1_000_000n;

describe("parseRate", () => {
  test.each([
    ["2.5", 2_500_000n],
    ["0.0025", 2_500n],
    ["0.003625", 3_625n],
    ["0", 0n],
    ["1e-3", 1_000n],
  ])("%s dollars per million tokens is %s pico-dollars a token", (usd, numerator) => {
    expect(parseRate(usd, MTOK)).toMatchObject({ numerator, denominator: 1n });
  });

  test("keeps what is finer than a pico-dollar as a fraction", () => {
    expect(parseRate("0.0000005", MTOK)).toMatchObject({ numerator: 1n, denominator: 2n });
  });

  test.each(["", "-1", "1,5", "free", "$3", "NaN", "1e999"])("refuses %j in a sentence", (text) => {
    expect(() => parseRate(text, MTOK)).toThrow(PriceFormatError);
  });
});

describe("rounding", () => {
  test.each([
    [1n, 0n],
    [2n, 1n],
    [3n, 2n],
    [5n, 2n],
    [7n, 4n],
  ])("%s halves are %s: half to even", (halves, expected) => {
    expect(divideHalfEven(halves, 2n)).toBe(expected);
  });

  test("happens once for a bucket, not per token", () => {
    const third = { numerator: 1n, denominator: 3n, whole: 0 };
    expect(chargeAt(third, 1)).toBe(0n);
    expect(chargeAt(third, 3_000_000)).toBe(1_000_000n);
  });

  test("is not needed for whole rates, however large the amount", () => {
    const rate = parseRate("600", MTOK);
    for (const tokens of [1, 15_011_998, 15_011_999, 15_012_000, 123_456_789_012]) {
      expect(chargeAt(rate, tokens)).toBe(600_000_000n * BigInt(tokens));
    }
  });
});

test("a price prints as it was written", () => {
  for (const usd of ["2.5", "0.003625", "10", "0"]) expect(formatRate(parseRate(usd, MTOK), MTOK)).toBe(usd);
});
