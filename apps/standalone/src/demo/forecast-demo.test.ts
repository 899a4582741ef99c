import { type Backtest, backtestForecast, type DailySpend } from "@spanledger/forecast";
import { createPriceBook, decodeTraces, DEFAULT_DECODE_LIMITS, normaliseSpan, priceCall } from "@spanledger/telemetry";
import { expect, test } from "vitest";
import { encodeTraces } from "./encode-traces.ts";
import { generateDemo } from "./generate-demo.ts";

const NOW = Date.UTC(2026, 10, 21);
const DAY_NS = 86_400_000_000_000n;

/** What the model calls of each day of the demo cost, by the standard price list. */
function dailySpend(): DailySpend[] {
  const book = createPriceBook();
  const byDay = new Map<string, bigint>();
  for (const trace of generateDemo({ seed: 7, nowMs: NOW })) {
    for (const span of decodeTraces(encodeTraces([trace]), "protobuf", DEFAULT_DECODE_LIMITS).spans) {
      const call = normaliseSpan(span);
      if (call.role !== "call") continue;
      const pricing = priceCall(call, book, span.startTimeNs);
      if (pricing.status !== "priced") continue;
      const day = new Date(Number(span.startTimeNs / DAY_NS) * 86_400_000).toISOString().slice(0, 10);
      byDay.set(day, (byDay.get(day) ?? 0n) + pricing.cost.total);
    }
  }
  return [...byDay].sort(([left], [right]) => (left < right ? -1 : 1)).map(([day, spend]) => ({ day, spend }));
}

test("the forecast of the demo is near what came, as long as nothing new happens", () => {
  const history = dailySpend();
  // From the day on which a prompt version made each call dearer, the past no longer says what comes.
  const calm = history.slice(
    0,
    history.findIndex(({ day }) => day === "2026-11-09"),
  );
  const before = backtestForecast(calm, { horizon: 3, atLeast: 8 });
  const whole = backtestForecast(history, { horizon: 7, atLeast: 14 });
  console.log(`before the story: ${words(before)}\nover its changes, a week ahead: ${words(whole)}`);
  expect(before.runs).toBeGreaterThan(5);
  expect(before.medianError).toBeLessThan(0.2);
  expect(whole.medianError).toBeGreaterThan(before.medianError ?? 1);
});

function words({ runs, coverage, medianError }: Backtest): string {
  const percent = (part: number | null): string => `${((part ?? 0) * 100).toFixed(0)} %`;
  return `${runs} forecasts, ${percent(coverage)} within the interval, median error ${percent(medianError)}`;
}
