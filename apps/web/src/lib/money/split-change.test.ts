import type { CostParts } from "@spanledger/clickhouse";
import { describe, expect, test } from "vitest";
import { amountToDecimal } from "./amount-to-decimal.ts";
import { parseAmount } from "./parse-amount.ts";
import { type ChangeSplit, splitChange } from "./split-change.ts";

const ZERO = { volume: "0", mix: "0", tokens: "0", price: "0", unsplit: "0" };

/** Calls of one model: per call `input` tokens at `inputPrice` and `output` tokens at `outputPrice`, in dollars. */
function calls(count: number, tokens: Tokens = {}, fields: Partial<CostParts> = {}): CostParts {
  const { input = 100, inputPrice = 2, output = 10, outputPrice = 5 } = tokens;
  const nothing = { tokens: 0, cost: "0" };
  return {
    calls: count,
    unpricedCalls: 0,
    noUsageCalls: 0,
    costUsd: String(count * (input * inputPrice + output * outputPrice)),
    input: { tokens: count * input, cost: String(count * input * inputPrice) },
    cacheRead: nothing,
    cacheWrite: nothing,
    output: { tokens: count * output, cost: String(count * output * outputPrice) },
    ...fields,
  };
}
interface Tokens {
  readonly input?: number;
  readonly inputPrice?: number;
  readonly output?: number;
  readonly outputPrice?: number;
}

describe("one cause at a time", () => {
  test("more calls of the same kind are volume", () => {
    expect(splitChange([{ mix: "m", before: calls(10), after: calls(30) }])).toEqual({
      ...ZERO,
      total: "5000",
      volume: "5000",
    });
  });

  test("longer prompts are tokens", () => {
    const after = calls(10, { input: 150 });
    expect(splitChange([{ mix: "m", before: calls(10), after }])).toEqual({ ...ZERO, total: "1000", tokens: "1000" });
  });

  test("a dearer token is price", () => {
    const after = calls(10, { outputPrice: 6 });
    expect(splitChange([{ mix: "m", before: calls(10), after }])).toEqual({ ...ZERO, total: "100", price: "100" });
  });

  test("the same calls on another model are mix, also one that is new", () => {
    const dear = { input: 100, inputPrice: 4 };
    expect(
      splitChange([
        { mix: "cheap", before: calls(10), after: calls(4) },
        { mix: "dear", before: null, after: calls(6, dear) },
      ]),
    ).toEqual({ ...ZERO, total: "1200", mix: "1200" });
  });

  test("a cache that was switched off is tokens: the same text, now at the full price", () => {
    const cached = calls(
      10,
      {},
      { input: { tokens: 500, cost: "1000" }, cacheRead: { tokens: 500, cost: "100" }, costUsd: "1600" },
    );
    expect(splitChange([{ mix: "m", before: cached, after: calls(10) }])).toEqual({
      ...ZERO,
      total: "900",
      tokens: "900",
    });
  });

  test("what was not there before, or is gone, is volume", () => {
    expect(splitChange([{ mix: "m", before: null, after: calls(2) }])).toEqual({
      ...ZERO,
      total: "500",
      volume: "500",
    });
    expect(splitChange([{ mix: "m", before: calls(2), after: null }])).toEqual({
      ...ZERO,
      total: "-500",
      volume: "-500",
    });
  });
});

test("calls without a price are not called fewer tokens or a lower price", () => {
  const after = calls(10, {}, { unpricedCalls: 5, costUsd: "1500" });
  expect(splitChange([{ mix: "m", before: calls(10), after }])).toEqual({
    ...ZERO,
    total: "-1000",
    volume: "-1250",
    unsplit: "250",
  });
});

test("adds up to the change to the last digit, whatever the figures", () => {
  const next = numbers(12345n);
  for (let round = 0; round < 2000; round++) {
    const parts = Array.from({ length: Number(next(5n)) }, (_, index) => ({
      mix: String(index),
      before: next(5n) === 0n ? null : anyParts(next),
      after: next(5n) === 0n ? null : anyParts(next),
    }));
    const split = splitChange(parts);
    const cost = (side: "before" | "after") =>
      parts.reduce((sum, part) => sum + parseAmount(part[side]?.costUsd ?? "0"), 0n);
    expect(parseAmount(split.total)).toBe(cost("after") - cost("before"));
    expect(sumOf(split)).toBe(parseAmount(split.total));
  }
});

function sumOf({ volume, mix, tokens, price, unsplit }: ChangeSplit): bigint {
  return [volume, mix, tokens, price, unsplit].reduce((sum, part) => sum + parseAmount(part), 0n);
}

function anyParts(next: (limit: bigint) => bigint): CostParts {
  const bucket = () => ({
    tokens: Number(next(3n) === 0n ? 0n : next(10n ** 9n)),
    cost: amountToDecimal(next(10n ** 18n)),
  });
  const parts = { input: bucket(), cacheRead: bucket(), cacheWrite: bucket(), output: bucket() };
  const count = Number(next(1000n));
  return {
    ...parts,
    calls: count,
    unpricedCalls: next(3n) === 0n ? Math.floor(count / 2) : 0,
    noUsageCalls: next(6n) === 0n ? count : 0,
    costUsd: amountToDecimal(next(10n ** 19n)),
  };
}

function numbers(seed: bigint): (limit: bigint) => bigint {
  let state = seed;
  return (limit) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % (1n << 64n);
    return (state >> 20n) % limit;
  };
}
