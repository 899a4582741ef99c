import { describe, expect, test } from "vitest";
import { aCall, aUsage, AUGUST_2026, toNs, toPico } from "../../test/pricing/a-call.ts";
import { describePrice } from "./describe-price.ts";
import { createPriceBook } from "./price-book.ts";
import type { PriceOverride } from "./price-entry.ts";
import { priceCall, type PriceInput } from "./price-call.ts";

const book = createPriceBook();

function totalAt(call: Partial<PriceInput>, iso: string): bigint | string {
  const pricing = priceCall(aCall(call), book, toNs(iso));
  return pricing.status === "priced"
    ? pricing.cost.total
    : pricing.status === "unpriced"
      ? pricing.reason
      : pricing.status;
}

describe("ids resolve to the model they surely mean", () => {
  test.each([
    ["openai", "openai/gpt-4o-mini", "gpt-4o-mini"],
    ["openai", "GPT-4o-mini-2024-07-18", "gpt-4o-mini"],
    ["gcp.gemini", "models/gemini-2.5-flash", "gemini-2.5-flash"],
    ["gcp.gemini", "gemini-2.5-pro-preview-05-06", "gemini-2.5-pro"],
    ["gcp.vertex_ai", "publishers/google/models/gemini-2.5-pro", "gemini-2.5-pro"],
    [
      "gcp.vertex_ai",
      "projects/p1/locations/us-central1/publishers/anthropic/models/claude-sonnet-4@20250514",
      "claude-sonnet-4",
    ],
    ["gcp.vertex_ai", "claude-opus-4-6@default", "claude-opus-4-6"],
    ["gcp.vertex_ai", "gemini-2.0-flash-lite@001", "gemini-2.0-flash-lite"],
    [
      "aws.bedrock",
      "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0",
      "anthropic.claude-3-haiku-20240307-v1:0",
    ],
    [
      "aws.bedrock",
      "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.anthropic.claude-3-haiku-20240307-v1:0",
      "anthropic.claude-3-haiku-20240307-v1:0",
    ],
    ["aws.bedrock", "us.anthropic.claude-3-haiku-20240307-v1:0:200k", "anthropic.claude-3-haiku-20240307-v1:0"],
    ["azure.ai.openai", "gpt-35-turbo-0125", "gpt-3.5-turbo-0125"],
    ["openrouter", "anthropic/claude-sonnet-4.5:beta", "anthropic/claude-sonnet-4.5"],
    ["fireworks_ai", "fireworks_ai/accounts/fireworks/models/kimi-k2p5", "accounts/fireworks/models/kimi-k2p5"],
    ["together_ai", "Qwen/Qwen2.5-7B-Instruct-Turbo", "qwen/qwen2.5-7b-instruct-turbo"],
  ])("%s: %s is %s", (provider, id, model) => {
    const expected = priceCall(aCall({ provider, requestModel: model }), book, AUGUST_2026);
    const found = priceCall(aCall({ provider, requestModel: id }), book, AUGUST_2026);
    expect(expected.status).toBe("priced");
    expect(found.status === "priced" && found.cost).toEqual(expected.status === "priced" && expected.cost);
  });

  test.each([
    ["azure", "azure.ai.openai"],
    ["az.ai.openai", "azure.ai.openai"],
    ["azure_openai", "azure.ai.openai"],
    ["azure-openai.chat", "azure.ai.openai"],
    ["openai.responses", "openai"],
    ["OpenAI", "openai"],
  ])("the provider %s is %s", (spelling, canonical) => {
    expect(priceCall(aCall({ provider: spelling }), book, AUGUST_2026)).toEqual(
      priceCall(aCall({ provider: canonical }), book, AUGUST_2026),
    );
  });

  test.each([
    ["", "gpt-4o-mini"],
    ["litellm", "openai/gpt-4o-mini"],
    ["openai", "openrouter/openai/gpt-4o-mini"],
    ["langchain", "azure/gpt-4o-mini"],
  ])("without a usable provider (%j) the id %s decides", (provider, requestModel) => {
    expect(totalAt({ provider, requestModel }, "2026-08-01T12:00:00Z")).toBe(toPico("0.00021"));
  });

  test("a fine-tune has its own price, or none", () => {
    expect(totalAt({ requestModel: "ft:gpt-4o-mini-2024-07-18:acme:support:9xYz" }, "2026-08-01T12:00:00Z")).toBe(
      toPico("0.00042"),
    );
    expect(totalAt({ requestModel: "ft:gpt-5:acme::1" }, "2026-08-01T12:00:00Z")).toBe("unknown_model");
  });

  test("a snapshot cannot be called before its day", () => {
    const snapshot = { provider: "anthropic", requestModel: "claude-opus-4-7-20260716" };
    expect(totalAt(snapshot, "2026-07-15T12:00:00Z")).toBe("unknown_model");
    expect(totalAt(snapshot, "2026-07-16T00:00:00Z")).toBe(toPico("0.0075"));
    const magistral = (model: string) =>
      totalAt({ provider: "mistral_ai", requestModel: model }, "2026-08-01T12:00:00Z");
    expect(magistral("magistral-medium-2506")).toBe(toPico("0.0025"));
    expect(magistral("magistral-medium-2712")).toBe("unknown_model");
    expect(totalAt({ provider: "google", requestModel: "gemini-2.5-pro-999" }, "2026-08-01T12:00:00Z")).toBe(
      "unknown_model",
    );
    expect(totalAt({ requestModel: "gpt-5.4-2099-01-01" }, "2026-08-01T12:00:00Z")).toBe("unknown_model");
    expect(totalAt({ requestModel: "gpt-5.4-2026-02-31" }, "2026-08-01T12:00:00Z")).toBe("unknown_model");
  });

  test("the model that answered decides before the one asked for", () => {
    const deployment = {
      provider: "azure.ai.openai",
      requestModel: "my-gpt4o-prod",
      responseModel: "gpt-4o-2024-08-06",
    };
    expect(totalAt(deployment, "2026-08-01T12:00:00Z")).toBe(toPico("0.0035"));
    expect(totalAt({ requestModel: "gpt-4o", responseModel: "something-internal" }, "2026-08-01T12:00:00Z")).toBe(
      toPico("0.0035"),
    );
  });

  test("the provider is part of the key", () => {
    expect(totalAt({ provider: "groq", requestModel: "openai/gpt-oss-120b" }, "2026-08-01T12:00:00Z")).toBe(
      toPico("0.00021"),
    );
    expect(totalAt({ provider: "openrouter", requestModel: "openai/gpt-oss-120b" }, "2026-08-01T12:00:00Z")).toBe(
      toPico("0.000057"),
    );
    expect(totalAt({ provider: "anthropic", requestModel: "gpt-4o" }, "2026-08-01T12:00:00Z")).toBe("unknown_model");
  });
});

describe("a price holds at the call's own time", () => {
  const v4 = { provider: "deepseek", requestModel: "deepseek-v4-pro", usage: aUsage({ uncachedInput: 1_000_000 }) };

  test("peak hours cost more, from the day they were introduced", () => {
    expect(totalAt(v4, "2026-09-10T00:59:59Z")).toBe(toPico("0.66"));
    expect(totalAt(v4, "2026-09-10T01:00:00Z")).toBe(toPico("1.32"));
    expect(totalAt(v4, "2026-09-10T04:00:00Z")).toBe(toPico("0.66"));
    expect(totalAt(v4, "2026-07-10T02:00:00Z")).toBe(toPico("0.435"));
  });

  test("nothing is remembered from one call of a day for the next", () => {
    const sameDay = ["12:00", "02:00", "12:00", "07:00"].map((clock) => totalAt(v4, `2026-09-10T${clock}:00Z`));
    expect(sameDay).toEqual([toPico("0.66"), toPico("1.32"), toPico("0.66"), toPico("1.32")]);
  });

  test("a window may wrap midnight and hold on some days only", () => {
    const nightly: PriceOverride = {
      id: "o1",
      provider: "openai",
      models: ["m"],
      input: "1",
      hours: { start: "22:00", end: "06:00", days: [5] },
    };
    const daily: PriceOverride = { id: "o2", provider: "openai", models: ["m"], input: "2" };
    const own = createPriceBook({ overrides: [nightly, daily] });
    const at = (iso: string) =>
      priceCall(aCall({ requestModel: "m", usage: aUsage({ uncachedInput: 1_000_000 }) }), own, toNs(iso));
    expect(at("2026-08-07T22:30:00Z")).toMatchObject({ cost: { total: toPico("1") } });
    expect(at("2026-08-08T05:59:59Z")).toMatchObject({ cost: { total: toPico("1") } });
    expect(at("2026-08-08T22:30:00Z")).toMatchObject({ cost: { total: toPico("2") } });
  });

  test("a call older than the first dated price is unpriced", () => {
    const overrides: PriceOverride[] = [
      { id: "o1", provider: "acme", models: ["acme-1"], from: "2026-01-01", input: "1", output: "2" },
    ];
    const own = createPriceBook({ overrides });
    const call = aCall({ provider: "acme", requestModel: "acme-1" });
    expect(priceCall(call, own, toNs("2025-12-31T23:59:59Z"))).toEqual({
      status: "unpriced",
      reason: "before_first_price",
    });
    expect(priceCall(call, own, toNs("2026-01-01T00:00:00Z"))).toMatchObject({
      status: "priced",
      price: { effectiveFrom: "2026-01-01", source: "override", version: "o1" },
    });
  });

  test("an announced price is not billed before the library confirms it", () => {
    const gemini = {
      provider: "gcp.gemini",
      requestModel: "gemini-3.8-flash",
      usage: aUsage({ uncachedInput: 1_000_000 }),
    };
    expect(totalAt(gemini, "2027-02-01T00:00:00Z")).toBe(toPico("0.75"));
  });
});

describe("the total of input tokens picks the tier", () => {
  test.each([
    [200_000, 0, "1.25"],
    [100_000, 100_001, "2.5"],
    [200_001, 0, "2.5"],
  ])("%i fresh and %i cached tokens cost %s dollars a million", (uncachedInput, cacheRead, perMtok) => {
    const usage = aUsage({ uncachedInput, cacheRead, output: 10 });
    const pricing = priceCall(
      aCall({ provider: "gcp.gemini", requestModel: "gemini-2.5-pro", usage }),
      book,
      AUGUST_2026,
    );
    expect(pricing).toMatchObject({ cost: { input: (toPico(perMtok) / 1_000_000n) * BigInt(uncachedInput) } });
  });

  test("all buckets move to the higher price", () => {
    const usage = aUsage({ uncachedInput: 1000, cacheRead: 250_000, output: 1000 });
    const pricing = priceCall(
      aCall({ provider: "gcp.gemini", requestModel: "gemini-2.5-pro", usage }),
      book,
      AUGUST_2026,
    );
    expect(pricing).toMatchObject({
      cost: { input: toPico("0.0025"), cacheRead: toPico("0.0625"), output: toPico("0.015") },
      price: { modifiers: ["long_context"] },
    });
  });
});

describe("audio, images and units", () => {
  test("audio tokens cost the audio price, the rest of the bucket the text price", () => {
    const usage = aUsage({ uncachedInput: 1000, output: 100, modality: { audioInput: 600, audioOutput: 50 } });
    const pricing = priceCall(aCall({ requestModel: "gpt-4o-audio-preview", usage }), book, AUGUST_2026);
    expect(pricing).toMatchObject({ cost: { input: toPico("0.025"), output: toPico("0.0045") } });
  });

  test("audio without an audio price is not billed as text", () => {
    const usage = aUsage({ uncachedInput: 1000, modality: { audioInput: 600 } });
    expect(priceCall(aCall({ requestModel: "gpt-4o", usage }), book, AUGUST_2026)).toEqual({
      status: "unpriced",
      reason: "missing_bucket_price",
    });
  });

  test("a transcription is billed by the second, fractions included", () => {
    const usage = aUsage({ units: { second: 31.5 } });
    expect(priceCall(aCall({ requestModel: "whisper-1", usage }), book, AUGUST_2026)).toMatchObject({
      cost: { other: toPico("0.00315"), total: toPico("0.00315") },
    });
  });

  test.each<{ provider: string; requestModel: string; units: Record<string, number>; usd: string }>([
    { provider: "openai", requestModel: "tts-1", units: { character: 2000 }, usd: "0.03" },
    { provider: "gcp.vertex_ai", requestModel: "imagen-4.0-generate-001", units: { image: 2 }, usd: "0.08" },
    { provider: "cohere", requestModel: "rerank-v3.5", units: { search: 1 }, usd: "0.002" },
  ])("$provider $requestModel is billed by its own unit", ({ provider, requestModel, units, usd }) => {
    const pricing = priceCall(aCall({ provider, requestModel, usage: aUsage({ units }) }), book, AUGUST_2026);
    expect(pricing).toMatchObject({ cost: { other: toPico(usd), total: toPico(usd) } });
  });

  test("the images in a prompt are paid for by its tokens", () => {
    const usage = aUsage({ uncachedInput: 1000, units: { image: 3 } });
    const pricing = priceCall(aCall({ requestModel: "gpt-4o", usage }), book, AUGUST_2026);
    expect(pricing).toMatchObject({ cost: { other: 0n, total: toPico("0.0025") } });
  });

  test("web searches are billed beside the tokens, and never for nothing", () => {
    const usage = aUsage({ uncachedInput: 1000, units: { search: 2 } });
    expect(priceCall(aCall({ requestModel: "gpt-4.1", usage }), book, AUGUST_2026)).toMatchObject({
      cost: { other: toPico("0.02") },
    });
    expect(priceCall(aCall({ requestModel: "gpt-4-turbo", usage }), book, AUGUST_2026)).toEqual({
      status: "unpriced",
      reason: "missing_bucket_price",
    });
  });
});

describe("a project's own prices", () => {
  const override: PriceOverride = {
    id: "o7",
    provider: "openai",
    models: ["gpt-4o-mini"],
    from: "2026-07-01",
    until: "2026-08-15",
    input: "0.1",
    output: "0.4",
  };
  const own = createPriceBook({ overrides: [override] });

  test("win between their dates, and only there", () => {
    const at = (iso: string) => priceCall(aCall(), own, toNs(iso));
    expect(at("2026-06-30T23:59:59Z")).toMatchObject({ price: { source: "genai-prices" } });
    expect(at("2026-07-01T00:00:00Z")).toMatchObject({
      cost: { total: toPico("0.00014") },
      price: { source: "override", version: "o7", effectiveFrom: "2026-07-01" },
    });
    expect(at("2026-08-15T00:00:00Z")).toMatchObject({ price: { source: "genai-prices" } });
  });

  test("win for the deployment asked for, even when the model that answered is on a list", () => {
    const deployment: PriceOverride = { id: "o9", provider: "azure", models: ["my-ptu"], input: "0.5", output: "1" };
    const call = aCall({ provider: "azure.ai.openai", requestModel: "My-PTU", responseModel: "gpt-4o-2024-08-06" });
    const pricing = priceCall(call, createPriceBook({ overrides: [deployment] }), AUGUST_2026);
    expect(pricing).toMatchObject({ cost: { total: toPico("0.0006") }, price: { source: "override", version: "o9" } });
  });

  test("hold however the id is dressed", () => {
    const gemini: PriceOverride = {
      id: "o10",
      provider: "google",
      models: ["gemini-2.5-pro"],
      input: "1",
      output: "1",
    };
    const call = aCall({ provider: "gcp.gemini", requestModel: "models/gemini-2.5-pro" });
    const pricing = priceCall(call, createPriceBook({ overrides: [gemini] }), AUGUST_2026);
    expect(pricing).toMatchObject({ price: { source: "override", version: "o10" } });
  });

  test("hold for the standard tier unless they name another", () => {
    expect(priceCall(aCall({ serviceTier: "batch" }), own, toNs("2026-07-10T00:00:00Z"))).toMatchObject({
      price: { source: "overlay" },
    });
  });

  test("a bucket that they leave out has no price", () => {
    const usage = aUsage({ uncachedInput: 10, cacheRead: 10 });
    expect(priceCall(aCall({ usage }), own, toNs("2026-07-10T00:00:00Z"))).toEqual({
      status: "unpriced",
      reason: "missing_bucket_price",
    });
  });

  test("an alias gives a deployment the price of its model", () => {
    const aliases = [{ provider: "azure", alias: "prod-chat-eu", model: "gpt-4o-mini" }];
    const aliased = createPriceBook({ aliases, providerAliases: { "Corp-Gateway": "azure" } });
    const call = aCall({ provider: "corp-gateway", requestModel: "Prod-Chat-EU" });
    expect(priceCall(call, aliased, AUGUST_2026)).toMatchObject({ cost: { total: toPico("0.00021") } });
    expect(priceCall(call, book, AUGUST_2026).status).toBe("unpriced");
  });

  test("a declared free model costs nothing and says so", () => {
    const free = createPriceBook({ overrides: [{ id: "o8", provider: "ollama", models: ["llama3.2"], free: true }] });
    const pricing = priceCall(aCall({ provider: "ollama", requestModel: "llama3.2" }), free, AUGUST_2026);
    expect(pricing).toMatchObject({ status: "priced", cost: { total: 0n }, price: { modifiers: ["free"] } });
  });
});

test("an id of absurd length is no model, and costs no time", () => {
  const requestModel = `gpt-4o${"-preview".repeat(10_000)}`;
  expect(priceCall(aCall({ requestModel }), book, AUGUST_2026).status).toBe("unpriced");
});

test("a call without usage is neither free nor unpriced", () => {
  expect(priceCall(aCall({ usage: null }), book, AUGUST_2026)).toEqual({ status: "no_usage" });
});

test("an amount that no invoice could have is not booked", () => {
  const usage = aUsage({ uncachedInput: Number.MAX_SAFE_INTEGER });
  expect(priceCall(aCall({ usage }), book, AUGUST_2026)).toEqual({ status: "unpriced", reason: "implausible_amount" });
});

test("the page can say where a price comes from", () => {
  expect(describePrice(priceCall(aCall({ requestModel: "o3" }), book, AUGUST_2026))).toBe(
    "priced from genai-prices 0.1.8, openai/o3, valid from 2025-06-10",
  );
  expect(describePrice(priceCall(aCall({ requestModel: "gpt-99" }), book, AUGUST_2026))).toBe(
    "no price: the model is on no price list",
  );
});
