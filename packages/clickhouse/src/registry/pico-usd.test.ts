import fc from "fast-check";
import { expect, test } from "vitest";
import { addUsage } from "./add-usage.ts";
import { formatPicoUsd } from "./format-pico-usd.ts";
import { parsePicoUsd } from "./parse-pico-usd.ts";

test("an amount survives text to the last pico-dollar", () => {
  fc.assert(fc.property(fc.bigInt(), (amount) => parsePicoUsd(formatPicoUsd(amount)) === amount));
  expect(formatPicoUsd(-4_200_000_000n)).toBe("-0.0042");
  expect(formatPicoUsd(3_000_000_000_000n)).toBe("3");
});

test.each(["", "1e-3", "0.0000000000001", "1,5", "NaN"])("refuses %j rather than round or guess", (text) => {
  expect(() => parsePicoUsd(text)).toThrow(RangeError);
});

test("a sum is unknown only when nothing in it is known", () => {
  const usage = { ...addUsage([]), calls: 1 };
  expect(
    addUsage([
      { ...usage, costUsd: null },
      { ...usage, costUsd: null },
    ]).costUsd,
  ).toBeNull();
  expect(
    addUsage([
      { ...usage, costUsd: null },
      { ...usage, costUsd: "0.1" },
    ]).costUsd,
  ).toBe("0.1");
  expect(
    addUsage([
      { ...usage, costUsd: "0.1" },
      { ...usage, costUsd: "0.2" },
    ]).costUsd,
  ).toBe("0.3");
  expect(addUsage([]).costUsd).toBe("0");
});
