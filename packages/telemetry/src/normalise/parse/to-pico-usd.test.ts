import { expect, test } from "vitest";
import { toPicoUsd } from "./to-pico-usd.ts";

test.each([
  ["0.00523", 5_230_000_000n],
  ["1.575e-5", 15_750_000n],
  ["2", 2_000_000_000_000n],
  [".5", 500_000_000_000n],
  ["0.0000000000005", 1n],
  ["0", 0n],
])("%s dollars are exactly %s pico-dollars", (text, pico) => expect(toPicoUsd(text)).toBe(pico));

test.each(["", "-1", "free", "1e30", "9999999", "NaN", "0x10"])("%j is no amount", (text) => {
  expect(toPicoUsd(text)).toBeUndefined();
});
