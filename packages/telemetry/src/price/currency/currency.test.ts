import { describe, expect, test } from "vitest";
import { convertUsd } from "./convert-usd.ts";
import { exchangeRates } from "./exchange-rates.ts";
import { parseRatesCsv } from "./parse-rates-csv.ts";

const HISTORY = "Date,USD,JPY,CYP,GBP,\n2026-08-03,1.25,180.5,N/A,0.85,\n2026-07-31,1.2,179,N/A,0.84,\n";
const parsed = (text: string) => {
  const result = parseRatesCsv(text);
  if (result.status !== "parsed") throw new Error(JSON.stringify(result.problems));
  return exchangeRates(result.rates);
};

describe("the files of the ECB", () => {
  test("the history has a column per currency; N/A and the last comma are no rates", () => {
    const rates = parsed(HISTORY);
    expect([rates.currencies, rates.firstDay, rates.lastDay]).toEqual([
      ["EUR", "GBP", "JPY", "USD"],
      "2026-07-31",
      "2026-08-03",
    ]);
  });

  test("the daily file writes its date out and has spaces", () => {
    expect(parsed("Date, USD, JPY, \r\n3 August 2026, 1.25, 180.5, \r\n").lastDay).toBe("2026-08-03");
  });

  test("the data portal has a row per observation", () => {
    const csv =
      'KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,TITLE\nEXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2026-08-03,1.25,"US dollar, euro"\n';
    expect(parseRatesCsv(csv)).toEqual({
      status: "parsed",
      rates: [{ day: "2026-08-03", currency: "USD", perEuro: "1.25" }],
    });
  });

  test.each([
    ["day,USD\n2026-08-03,1.2\n", 1, /must start with "Date"/],
    ["Date,USD\n03.08.2026,1.2\n", 2, /"03.08.2026" is not a date/],
    ["Date,USD\n2026-08-03,1.2\n2026-08-04,abc\n", 3, /"abc" is not a rate for USD/],
    ["Date,USD\n2026-08-03,0\n", 2, /"0" is not a rate for USD/],
    ["Date,USD\n", 1, /no rates below its header/],
    ["CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE\nGBP,USD,2026-08-03,0.8\n", 2, /Only rates against EUR/],
    ["CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE\nUSD,EUR,2026-08,1.2\n", 2, /daily series/],
  ])("a file that cannot be used says which line: %j", (text, line, problem) => {
    const result = parseRatesCsv(text);
    expect(result.status === "invalid" ? result.problems[0] : result).toEqual({
      line,
      problem: expect.stringMatching(problem) as string,
    });
  });
});

describe("conversion", () => {
  const rates = parsed(HISTORY);
  const convert = (pico: bigint, currency: string, day: string) => convertUsd(pico, currency, { day, rates });

  test("goes through the euro, exactly", () => {
    expect(convert(1_250_000_000_000n, "EUR", "2026-08-03")).toEqual({
      pico: 1_000_000_000_000n,
      rate: "0.80000000",
      rateDay: "2026-08-03",
    });
    expect(convert(1_250_000_000_000n, "GBP", "2026-08-03")?.pico).toBe(850_000_000_000n);
  });

  test("rounds half to even, once, and the same for a reversal", () => {
    expect(convert(5n, "EUR", "2026-07-31")?.pico).toBe(4n);
    expect(convert(-5n, "EUR", "2026-07-31")?.pico).toBe(-4n);
  });

  test("a weekend has the rate of the last day before it", () => {
    expect(convert(12n, "EUR", "2026-08-02")).toMatchObject({ pico: 10n, rateDay: "2026-07-31" });
  });

  test("invents nothing: no rate, no amount", () => {
    expect(convert(1n, "EUR", "2026-07-30")).toBeUndefined();
    expect(convert(1n, "EUR", "2026-08-11")).toBeUndefined();
    expect(convert(1n, "CHF", "2026-08-03")).toBeUndefined();
    expect(convert(1n, "EUR", "tomorrow")).toBeUndefined();
  });

  test("dollars need no rate", () => {
    expect(convertUsd(7n, "USD", { day: "2026-08-03", rates: exchangeRates([]) })).toEqual({
      pico: 7n,
      rate: "1",
      rateDay: "2026-08-03",
    });
  });
});
