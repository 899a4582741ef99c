import { expect, test } from "vitest";
import type { DemoSpan } from "./demo-span.ts";
import { generateDemo } from "./generate-demo.ts";

const NOW = Date.UTC(2026, 10, 20, 14);
const DAY_MS = 86_400_000;
const spans = [...generateDemo({ seed: 1, nowMs: NOW })].flat();

const values = (key: string): Set<unknown> =>
  new Set(spans.map((span) => span.attributes[key]).filter((value) => value !== undefined));
const perCall = (version: string): number => {
  const calls = spans.filter(
    (s) => s.attributes["gen_ai.prompt.name"] === "support/answer" && s.attributes["gen_ai.prompt.version"] === version,
  );
  return mean(calls.map((span) => Number(span.attributes["gen_ai.usage.input_tokens"] ?? 0)));
};
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
const daysAgo = (span: DemoSpan): number => (NOW - span.startMs) / DAY_MS;

test("shows a company of 6 features, 40 tenants, 9 prompts and 5 providers over 30 days", () => {
  expect(values("feature.name").size).toBe(6);
  expect(values("tenant.id").size).toBe(40);
  expect(values("gen_ai.prompt.name").size).toBe(9);
  expect(values("gen_ai.provider.name").size).toBe(5);
  expect(spans.length).toBeGreaterThan(40_000);
  expect(spans.length).toBeLessThan(60_000);
  expect(Math.max(...spans.map(daysAgo).slice(0, 2000))).toBeGreaterThan(28.9);
  expect(spans.every((span) => span.startMs < NOW)).toBe(true);
});

test("the same seed and end give the same spans, another seed others", () => {
  const first = (seed: number) => generateDemo({ seed, nowMs: NOW }).next().value;
  expect(first(1)).toEqual(first(1));
  expect(first(2)).not.toEqual(first(1));
});

test("every span id occurs once", () => {
  expect(new Set(spans.map((span) => span.spanId)).size).toBe(spans.length);
});

test("the newest version of the answering prompt is about twice as long", () => {
  expect(perCall("4") / perCall("3")).toBeGreaterThan(2);
});

test("provider caching in contract review stops six days ago", () => {
  const reads = spans.filter(
    (span) =>
      span.attributes["feature.name"] === "contract-review" &&
      Number(span.attributes["gen_ai.usage.cache_read.input_tokens"] ?? 0) > 0,
  );
  expect(reads.some((span) => daysAgo(span) > 7)).toBe(true);
  expect(reads.some((span) => daysAgo(span) < 5.9)).toBe(false);
});

test("a cache of the company's own answers some searches, once with an answer kept for another tenant", () => {
  const hits = spans.filter((span) => span.attributes["spanledger.cache.status"] === "hit");
  const of = (type: string) => hits.filter((span) => span.attributes["spanledger.cache.type"] === type).length;
  expect(of("exact")).toBeGreaterThan(of("semantic"));
  expect(of("semantic")).toBeGreaterThan(100);
  expect(new Set(hits.map((span) => span.attributes["feature.name"]))).toEqual(new Set(["search-answers"]));
  const foreign = hits.filter(
    (span) => span.attributes["spanledger.cache.entry.tenant"] !== span.attributes["tenant.id"],
  );
  expect(foreign.map((span) => [span.attributes["spanledger.cache.type"], daysAgo(span) < 1.1])).toEqual([
    ["semantic", true],
  ]);
});

test("one tenant grows several times over", () => {
  const of = (from: number, to: number): number =>
    spans.filter(
      (span) => span.attributes["tenant.id"] === "hanse-freight" && daysAgo(span) >= from && daysAgo(span) < to,
    ).length;
  expect(of(0, 7) / of(21, 28)).toBeGreaterThan(2.5);
});

test("last night one agent repeated the same tool call until it was stopped", () => {
  const halted = spans.find((span) => span.error?.type === "spanledger.halted" && span.parentSpanId === "");
  const calls = spans.filter((span) => span.traceId === halted?.traceId && span.name === "execute_tool search_orders");
  expect(calls).toHaveLength(41);
  expect(new Set(calls.map((span) => span.attributes["gen_ai.tool.call.arguments"])).size).toBe(1);
});

test("the loop of last night has the same pace on every day", () => {
  const [today, later] = [NOW, NOW + DAY_MS + 7_654_321].map((nowMs) => {
    const loop = [...generateDemo({ seed: 1, nowMs })].find((trace) =>
      trace.some((span) => span.parentSpanId === "" && span.error?.type === "spanledger.halted"),
    );
    return loop?.map((span) => span.durationMs);
  });
  expect(today?.length).toBeGreaterThan(80);
  expect(later).toEqual(today);
});
