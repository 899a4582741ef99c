import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Usage } from "../call.ts";
import { createPriceBook } from "./price-book.ts";
import { priceCall } from "./price-call.ts";

interface Example {
  readonly usage: Readonly<Record<string, number>>;
  readonly cost_usd: string;
}
interface OpenCase {
  readonly id: string;
  readonly provider_otel: string;
  readonly model: string;
  readonly at: string;
  readonly service_tier?: string;
  readonly examples: readonly Example[];
}
interface NegativeCase {
  readonly provider: string;
  readonly model: string;
  readonly usage?: Readonly<Record<string, number>>;
  readonly expect: "unpriced" | "partial_or_overlay" | "priced_zero";
}

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../../test/pricing/${name}`, import.meta.url), "utf8")) as T;
const book = createPriceBook();
const NO_MODALITY = { audioInput: 0, audioCacheRead: 0, audioOutput: 0, imageInput: 0, imageOutput: 0 };

function usageOf(counts: Readonly<Record<string, number>>): Usage {
  return {
    uncachedInput: (counts["uncached_input"] ?? 0) + (counts["audio_input"] ?? 0),
    cacheRead: counts["cache_read"] ?? 0,
    cacheWrite5m: counts["cache_write_5m"] ?? 0,
    cacheWrite1h: counts["cache_write_1h"] ?? 0,
    output: counts["output"] ?? 0,
    reasoning: null,
    modality: { ...NO_MODALITY, audioInput: counts["audio_input"] ?? 0 },
    units: {},
    raw: { input: null, output: null, total: null },
    rule: "test",
    confidence: 100,
  };
}

const toPico = (usd: string): bigint => {
  const [whole = "0", fraction = ""] = usd.split(".");
  return BigInt(whole + fraction.padEnd(12, "0"));
};
const toNs = (iso: string): bigint => BigInt(Date.parse(iso)) * 1_000_000n;

describe("the agreed cases", () => {
  test.each(read<OpenCase[]>("open.json"))("$id $provider_otel $model $service_tier costs what the sources agree on", (openCase) => {
    for (const example of openCase.examples) {
      const call = {
        provider: openCase.provider_otel,
        requestModel: openCase.model,
        responseModel: "",
        serviceTier: openCase.service_tier ?? "",
        region: "",
        operation: "chat",
        usage: usageOf(example.usage),
      };
      expect(priceCall(call, book, toNs(openCase.at))).toMatchObject({ status: "priced", cost: { total: toPico(example.cost_usd) } });
    }
  });
});

describe("ids that no list has", () => {
  test.each(read<NegativeCase[]>("negatives.json"))("$provider $model is $expect", (negative) => {
    const usage = usageOf(negative.usage ?? { uncached_input: 1000, output: 100 });
    const call = { provider: negative.provider, requestModel: negative.model, responseModel: "", serviceTier: "", region: "", operation: "chat", usage };
    const pricing = priceCall(call, book, toNs("2026-08-01T12:00:00Z"));
    if (negative.expect === "unpriced") expect(pricing.status).toBe("unpriced");
    if (negative.expect === "priced_zero") expect(pricing).toMatchObject({ status: "priced", cost: { total: 0n } });
    if (negative.expect === "partial_or_overlay" && pricing.status === "priced") expect(pricing.cost.total).toBe(40_100_000_000n);
  });
});
