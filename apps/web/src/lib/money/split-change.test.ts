import { expect, test } from "vitest";
import { parseAmount } from "./parse-amount.ts";
import { amountToDecimal } from "./amount-to-decimal.ts";
import { splitChange } from "./split-change.ts";

test("puts more calls at the same cost per call down to volume", () => {
  expect(splitChange({ costUsd: "10", pricedCalls: 100 }, { costUsd: "15", pricedCalls: 150 })).toEqual({
    total: "5",
    volume: "5",
    rate: "0",
  });
});

test("puts the same calls at another cost per call down to the rate", () => {
  expect(splitChange({ costUsd: "10", pricedCalls: 100 }, { costUsd: "8", pricedCalls: 100 })).toEqual({
    total: "-2",
    volume: "0",
    rate: "-2",
  });
});

test("calls what was not there before volume", () => {
  expect(splitChange({ costUsd: "0", pricedCalls: 0 }, { costUsd: "3.5", pricedCalls: 7 })).toEqual({
    total: "3.5",
    volume: "3.5",
    rate: "0",
  });
});

test("calls what is gone volume", () => {
  expect(splitChange({ costUsd: "3.5", pricedCalls: 7 }, { costUsd: "0", pricedCalls: 0 })).toEqual({
    total: "-3.5",
    volume: "-3.5",
    rate: "0",
  });
});

test("adds up to the change to the last digit, whatever the figures", () => {
  let seed = 12345n;
  const next = (limit: bigint) => (seed = (seed * 6364136223846793005n + 1442695040888963407n) % (1n << 64n)) % limit;
  for (let round = 0; round < 500; round++) {
    const before = { costUsd: amountToDecimal(next(10n ** 18n)), pricedCalls: Number(next(1000n)) };
    const after = { costUsd: amountToDecimal(next(10n ** 18n)), pricedCalls: Number(next(1000n)) };
    const { total, volume, rate } = splitChange(before, after);
    expect(parseAmount(volume) + parseAmount(rate)).toBe(parseAmount(total));
    expect(parseAmount(total)).toBe(parseAmount(after.costUsd) - parseAmount(before.costUsd));
  }
});
