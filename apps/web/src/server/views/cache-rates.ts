import { priceCall, type PriceBook } from "@spanledger/telemetry";
import { testUsage } from "./test-usage.ts";

/** Pico-dollars per token, times a thousand. */
export interface CacheRates {
  readonly input: bigint;
  readonly read: bigint;
  readonly write5m: bigint;
  readonly write1h: bigint;
}

/** Few enough to be in the first price band of every model. */
const TOKENS = 1000;
const NONE = { uncachedInput: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0 };

/** What a model's prompt tokens cost plain and through the provider's cache; null when a price is missing. */
export function cacheRates(
  book: PriceBook,
  { provider, model }: { readonly provider: string; readonly model: string },
  atMs: number,
): CacheRates | null {
  const price = (bucket: keyof typeof NONE) => {
    const usage = testUsage({ ...NONE, [bucket]: TOKENS });
    const call = { provider, requestModel: model, responseModel: "", serviceTier: "", region: "", operation: "chat" };
    const pricing = priceCall({ ...call, usage }, book, BigInt(atMs) * 1_000_000n);
    return pricing.status === "priced" ? pricing.cost.total : null;
  };
  const input = price("uncachedInput");
  const read = price("cacheRead");
  const write5m = price("cacheWrite5m");
  const write1h = price("cacheWrite1h") ?? write5m;
  return input === null || read === null || write5m === null || write1h === null
    ? null
    : { input, read, write5m, write1h };
}
