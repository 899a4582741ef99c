import { describe, expect, test } from "vitest";
import { aCall, aUsage, AUGUST_2026, toNs, toPico } from "../../test/pricing/a-call.ts";
import { createPriceBook } from "./price-book.ts";
import { priceCall } from "./price-call.ts";

const book = createPriceBook();

describe("mistakes others have shipped", () => {
  test("charges cached tokens once, at the cache price, on top of nothing", () => {
    const usage = aUsage({ uncachedInput: 10, cacheRead: 1_000_000 });
    expect(priceCall(aCall({ usage }), book, AUGUST_2026)).toMatchObject({
      cost: { input: toPico("0.0000015"), cacheRead: toPico("0.075"), total: toPico("0.0750015") },
    });
  });

  test("charges reasoning as part of the output, never on top", () => {
    const usage = aUsage({ uncachedInput: 10, output: 500, reasoning: 400 });
    expect(priceCall(aCall({ requestModel: "o3", usage }), book, AUGUST_2026)).toMatchObject({
      cost: { output: toPico("0.004") },
    });
  });

  test("leaves a call unpriced when its cache reads have no price", () => {
    const usage = aUsage({ uncachedInput: 10, cacheRead: 100, output: 10 });
    expect(priceCall(aCall({ requestModel: "gpt-4-turbo", usage }), book, AUGUST_2026)).toEqual({
      status: "unpriced",
      reason: "missing_bucket_price",
    });
  });

  test("never bills flex at the full price", () => {
    const flex = priceCall(aCall({ requestModel: "o3", serviceTier: "flex" }), book, AUGUST_2026);
    expect(flex).toMatchObject({ cost: { total: toPico("0.0014") }, price: { modifiers: ["flex"] } });
    expect(priceCall(aCall({ requestModel: "gpt-4o", serviceTier: "flex" }), book, AUGUST_2026)).toEqual({
      status: "unpriced",
      reason: "missing_bucket_price",
    });
  });

  test("leaves an application inference profile unpriced until an alias says what it is", () => {
    const arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123xyz";
    const call = aCall({ provider: "aws.bedrock", requestModel: arn });
    expect(priceCall(call, book, AUGUST_2026)).toEqual({ status: "unpriced", reason: "unknown_model" });
    const aliases = [{ provider: "bedrock", alias: arn, model: "us.anthropic.claude-sonnet-4-5-20250929-v1:0" }];
    expect(priceCall(call, createPriceBook({ aliases }), AUGUST_2026)).toMatchObject({
      cost: { total: toPico("0.00495") },
    });
  });

  test("prices an old call at the price of its own day", () => {
    const call = aCall({ requestModel: "o3" });
    expect(priceCall(call, book, toNs("2025-06-09T23:59:59.999Z"))).toMatchObject({ cost: { total: toPico("0.014") } });
    expect(priceCall(call, book, toNs("2025-06-10T00:00:00Z"))).toMatchObject({
      cost: { total: toPico("0.0028") },
      price: { effectiveFrom: "2025-06-10" },
    });
  });

  test.each(["gpt-4o-audio", "gpt-4o-mini-custom", "gpt-4-turbo-acme", "o3x", "gpt-4.1-minimal"])(
    "does not take %s for a model it starts like",
    (requestModel) => {
      const pricing = priceCall(aCall({ requestModel }), book, AUGUST_2026);
      expect(pricing.status === "unpriced" ? pricing.reason : pricing).toMatch(/unknown_model|missing_bucket_price/);
    },
  );

  test("keeps unknown apart from free", () => {
    const unknown = priceCall(aCall({ provider: "openrouter", requestModel: "acme/unknown:free" }), book, AUGUST_2026);
    const free = priceCall(
      aCall({ provider: "openrouter", requestModel: "deepseek/deepseek-r1:free" }),
      book,
      AUGUST_2026,
    );
    expect(unknown).toEqual({ status: "unpriced", reason: "unknown_model" });
    expect(free).toMatchObject({ status: "priced", cost: { total: 0n }, price: { modifiers: ["free"] } });
  });

  test("bills one-hour cache writes at their own price, wherever Claude is served", () => {
    const usage = aUsage({ cacheWrite5m: 1000, cacheWrite1h: 1000 });
    const onBedrock = aCall({ provider: "aws.bedrock", requestModel: "global.anthropic.claude-opus-4-6-v1", usage });
    expect(priceCall(onBedrock, book, AUGUST_2026)).toMatchObject({
      cost: { cacheWrite: toPico("0.01625") },
      price: { modifiers: ["cache_write_1h_2x_input"] },
    });
  });

  test("adds the regional premium of Bedrock by the profile's prefix", () => {
    const cost = (requestModel: string) =>
      priceCall(aCall({ provider: "aws.bedrock", requestModel }), book, AUGUST_2026);
    expect(cost("global.anthropic.claude-sonnet-4-6")).toMatchObject({ cost: { total: toPico("0.0045") } });
    expect(cost("eu.anthropic.claude-sonnet-4-6")).toMatchObject({ cost: { total: toPico("0.00495") } });
  });

  test("does not bill a per-request fee that the call does not report", () => {
    const sonar = aCall({ provider: "perplexity", requestModel: "sonar" });
    expect(priceCall(sonar, book, AUGUST_2026)).toMatchObject({ cost: { other: 0n, total: toPico("0.0011") } });
    const usage = aUsage({ uncachedInput: 1000, output: 100, units: { request: 1 } });
    expect(priceCall({ ...sonar, usage }, book, AUGUST_2026)).toMatchObject({
      cost: { other: toPico("0.012"), total: toPico("0.0131") },
    });
  });
});
