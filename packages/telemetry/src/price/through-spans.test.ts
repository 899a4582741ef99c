import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { toNs, toPico } from "../../test/pricing/a-call.ts";
import { normaliseSpan } from "../normalise/normalise-span.ts";
import type { AttributeValue, Span } from "../span.ts";
import { createPriceBook } from "./price-book.ts";
import { priceCall } from "./price-call.ts";

interface OpenCase {
  readonly id: string;
  readonly provider_otel: string;
  readonly model: string;
  readonly at: string;
  readonly service_tier?: string;
  readonly examples: readonly { readonly usage: Readonly<Record<string, number>>; readonly cost_usd: string }[];
}

const cases = JSON.parse(
  readFileSync(new URL("../../test/pricing/open.json", import.meta.url), "utf8"),
) as readonly OpenCase[];
const book = createPriceBook();

function aSpan(startTimeNs: bigint, attributes: Readonly<Record<string, AttributeValue>>): Span {
  return {
    traceId: "0123456789abcdef0123456789abcdef",
    spanId: "0123456789abcdef",
    parentSpanId: "",
    name: "chat",
    kind: 3,
    startTimeNs,
    endTimeNs: startTimeNs + 1_000_000_000n,
    statusCode: 0,
    statusMessage: "",
    attributes: new Map(Object.entries(attributes)),
    events: [],
    resource: { attributes: new Map() },
    scope: {
      name: "my-app",
      version: "1.0.0",
      schemaUrl: "https://opentelemetry.io/schemas/1.37.0",
      attributes: new Map(),
    },
    flags: [],
  };
}

/** The GenAI convention: input_tokens is the whole prompt, cached tokens included. */
function usageAttributes(usage: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const {
    uncached_input: uncached = 0,
    cache_read: read = 0,
    cache_write_5m: write5m = 0,
    cache_write_1h: write1h = 0,
    output = 0,
  } = usage;
  return {
    "gen_ai.usage.input_tokens": uncached + read + write5m + write1h,
    "gen_ai.usage.output_tokens": output,
    ...(read > 0 ? { "gen_ai.usage.cache_read.input_tokens": read } : {}),
    ...(write5m + write1h > 0 ? { "gen_ai.usage.cache_creation.input_tokens": write5m + write1h } : {}),
    ...(write1h > 0
      ? {
          "spanledger.usage.cache_write_1h.input_tokens": write1h,
          "spanledger.usage.cache_write_5m.input_tokens": write5m,
        }
      : {}),
  };
}

test.each(cases)("$id $provider_otel $model $service_tier costs the same when it comes as a span", (openCase) => {
  for (const { usage, cost_usd: cost } of openCase.examples) {
    const span = aSpan(toNs(openCase.at), {
      "gen_ai.operation.name": openCase.model.includes("embedding") ? "embeddings" : "chat",
      "gen_ai.provider.name": openCase.provider_otel,
      "gen_ai.request.model": openCase.model,
      ...usageAttributes(usage),
      ...(openCase.service_tier === undefined ? {} : { "openai.response.service_tier": openCase.service_tier }),
    });
    expect(priceCall(normaliseSpan(span), book, span.startTimeNs)).toMatchObject({
      status: "priced",
      cost: { total: toPico(cost) },
    });
  }
});
