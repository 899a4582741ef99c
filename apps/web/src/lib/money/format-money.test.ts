import { expect, test } from "vitest";
import { formatMoney } from "./format-money.ts";
import { formatMoneyExact } from "./format-money-exact.ts";
import { rateWords } from "./rate-words.ts";

const EUR = { code: "EUR", perUsd: "0.92000000", rateDate: "2026-11-20" };

test.each([
  ["0", "$0.00"],
  ["1234.56", "$1,234.56"],
  ["1234567.891", "$1,234,567.89"],
  ["0.425", "$0.43"],
  ["0.0523", "$0.0523"],
  ["0.00042", "$0.00042"],
  ["0.000000000001", "$0.000000000001"],
  ["0.04", "$0.04"],
  ["0.09999", "$0.10"],
  ["-3.5", "−$3.50"],
  ["-0.00042", "−$0.00042"],
])("prints %s dollars as %s", (usd, text) => {
  expect(formatMoney(usd)).toBe(text);
});

test("never prints something that cost money as zero", () => {
  for (let exponent = 1; exponent <= 12; exponent++) {
    expect(formatMoney(`0.${"0".repeat(exponent - 1)}1`)).toMatch(/[1-9]/);
  }
});

test("prints the currency that an amount is in", () => {
  expect(formatMoney("92", EUR)).toBe("€92.00");
  expect(formatMoney("0.000000000000000000000921", EUR)).toBe("€0.000000000000000000000921");
});

test("tells the exact amount and where it comes from", () => {
  expect(formatMoneyExact("0.000420000001")).toBe("0.000420000001 USD");
  expect(formatMoneyExact("0.92", EUR)).toBe("0.92 EUR, each call at the reference rate of its UTC day");
});

test("refuses what is no exact amount", () => {
  expect(() => formatMoney("1e-3")).toThrow('"1e-3" is not a decimal amount');
  expect(() => formatMoney(`0.${"0".repeat(24)}1`)).toThrow("more than 24 decimals");
});

test("quotes the euro as the ECB does", () => {
  const euro = { code: "EUR", perUsd: "0.921404220031", rateDate: "2026-11-20" };
  expect(rateWords(euro)).toBe("ECB reference rates by usage day, 20 Nov 2026: 1 EUR = 1.0853 USD");
  expect(rateWords({ ...euro, code: "GBP", perUsd: "0.79" })).toContain("1 USD = 0.79 GBP");
});
