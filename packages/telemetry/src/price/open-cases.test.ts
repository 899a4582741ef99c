import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { aCall, aUsage, AUGUST_2026, toNs, toPico } from "../../test/pricing/a-call.ts";
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

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../test/pricing/${name}`, import.meta.url), "utf8")) as T;
const book = createPriceBook();

function usageOf(counts: Readonly<Record<string, number>>): Usage {
  const audioInput = counts["audio_input"] ?? 0;
  return aUsage({
    uncachedInput: (counts["uncached_input"] ?? 0) + audioInput,
    cacheRead: counts["cache_read"] ?? 0,
    cacheWrite5m: counts["cache_write_5m"] ?? 0,
    cacheWrite1h: counts["cache_write_1h"] ?? 0,
    output: counts["output"] ?? 0,
    modality: { audioInput },
  });
}

interface DisputedCase {
  readonly provider: string;
  readonly model: string;
  readonly service_tier?: string;
  readonly prices: Readonly<Record<string, string>>;
}

describe("the agreed cases", () => {
  test.each(read<OpenCase[]>("open.json"))(
    "$id $provider_otel $model $service_tier costs what the sources agree on",
    (openCase) => {
      for (const example of openCase.examples) {
        const usage = usageOf(example.usage);
        const call = aCall({
          provider: openCase.provider_otel,
          requestModel: openCase.model,
          serviceTier: openCase.service_tier ?? "",
          usage,
        });
        expect(priceCall(call, book, toNs(openCase.at))).toMatchObject({
          status: "priced",
          cost: { total: toPico(example.cost_usd) },
        });
      }
    },
  );
});

const EXPECTED: Readonly<Record<NegativeCase["expect"], object>> = {
  unpriced: { status: "unpriced" },
  partial_or_overlay: { status: "priced", cost: { total: toPico("0.0401") } },
  priced_zero: { status: "priced", cost: { total: 0n } },
};

test.each(read<NegativeCase[]>("negatives.json"))("$provider $model is $expect", (negative) => {
  const usage = usageOf(negative.usage ?? { uncached_input: 1000, output: 100 });
  const call = aCall({ provider: negative.provider, requestModel: negative.model, usage });
  expect(priceCall(call, book, AUGUST_2026)).toMatchObject(EXPECTED[negative.expect]);
});

/** The one source of August listed the standard price here, and corrected it later. */
const CORRECTED: Readonly<Record<string, string>> = { "gemini-2.5-pro priority": "2.25" };

test.each(read<DisputedCase[]>("disputed.json"))(
  "disputed: $provider $model $service_tier has the price of one source, or none",
  ({ provider, model, service_tier: serviceTier = "", prices }) => {
    const usage = aUsage({ uncachedInput: 1000 });
    const pricing = priceCall(aCall({ provider, requestModel: model, serviceTier, usage }), book, AUGUST_2026);
    const sources = [...Object.values(prices), CORRECTED[`${model} ${serviceTier}`] ?? "0"];
    const sensible = [
      ...sources.map((price) => toPico(price.split("/")[0] ?? "") / 1000n),
      "unknown_model",
      "missing_bucket_price",
    ];
    expect(sensible).toContain(
      pricing.status === "priced" ? pricing.cost.total : pricing.status === "unpriced" ? pricing.reason : "",
    );
  },
);
