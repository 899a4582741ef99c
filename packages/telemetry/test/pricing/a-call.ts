import type { ModalityTokens, Usage } from "../../src/call.ts";
import type { PriceInput } from "../../src/price/price-call.ts";

const NO_MODALITY: ModalityTokens = { audioInput: 0, audioCacheRead: 0, audioOutput: 0, imageInput: 0, imageOutput: 0 };

export const AUGUST_2026 = toNs("2026-08-01T12:00:00Z");

export function aUsage({
  modality,
  ...tokens
}: Partial<Omit<Usage, "modality">> & { modality?: Partial<ModalityTokens> } = {}): Usage {
  return {
    uncachedInput: 0,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    output: 0,
    reasoning: null,
    units: {},
    raw: { input: null, output: null, total: null },
    rule: "test",
    confidence: 100,
    ...tokens,
    modality: { ...NO_MODALITY, ...modality },
  };
}

export function aCall(call: Partial<PriceInput> = {}): PriceInput {
  return {
    provider: "openai",
    requestModel: "gpt-4o-mini",
    responseModel: "",
    serviceTier: "",
    region: "",
    operation: "chat",
    usage: aUsage({ uncachedInput: 1000, output: 100 }),
    ...call,
  };
}

/** Dollars as decimal text, in pico-dollars. */
export function toPico(usd: string): bigint {
  const [whole = "0", fraction = ""] = usd.split(".");
  return BigInt(whole + fraction.padEnd(12, "0"));
}

export function toNs(iso: string): bigint {
  return BigInt(Date.parse(iso)) * 1_000_000n;
}
