import type { Usage } from "../call.ts";
import type { CostBreakdown } from "../priced.ts";
import { chargeUnits } from "./charge-units.ts";
import type { PriceCard, Rates } from "./price-card.ts";
import { chargeAt, type Rate } from "./rate.ts";

export interface Charge {
  readonly cost: CostBreakdown;
  /** The rates used, in words: `long_context`, `cache_write_1h_2x_input`, ... */
  readonly modifiers: readonly string[];
}

const TWICE = 2n;
const NO_PARTS: readonly Part[] = [];
const NO_COST: CostBreakdown = { input: 0n, cacheRead: 0n, cacheWrite: 0n, output: 0n, other: 0n, total: 0n };

/**
 * Cost of the usage at one card, exact; undefined when a bucket that is not empty has neither a price nor a declared
 * fallback. The total of input tokens picks the band, and the band prices all buckets.
 */
export function chargeUsage(card: PriceCard, usage: Usage): Charge | undefined {
  if (card.free) return { cost: NO_COST, modifiers: ["free"] };
  const bandIndex = pickBand(card, usage.uncachedInput + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h);
  const rates = card.bands[bandIndex]?.rates ?? {};
  const buckets = chargeBuckets(rates, card, usage);
  if (buckets === undefined) return undefined;
  const tokens = usage.uncachedInput + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h + usage.output;
  const other = chargeUnits(card.units, usage.units, tokens > 0);
  if (other === undefined) return undefined;
  const total = buckets.input + buckets.cacheRead + buckets.cacheWrite + buckets.output + other;
  return { cost: { ...buckets, other, total }, modifiers: describe(card, rates, { bandIndex, usage }) };
}

function pickBand(card: PriceCard, inputTokens: number): number {
  let picked = 0;
  for (let index = 1; index < card.bands.length; index++)
    if (inputTokens > (card.bands[index]?.over ?? 0)) picked = index;
  return picked;
}

type Buckets = Omit<CostBreakdown, "other" | "total">;

function chargeBuckets(rates: Rates, card: PriceCard, usage: Usage): Buckets | undefined {
  const input = chargeParts(usage.uncachedInput, rates.input, inputParts(rates, card, usage));
  const cacheRead = chargeParts(usage.cacheRead, rates.cacheRead, cacheParts(rates, card, usage));
  const output = chargeParts(usage.output, rates.output, outputParts(rates, usage));
  const write5m = chargeParts(
    usage.cacheWrite5m,
    rates.cacheWrite5m ?? (card.fallbacks.writeAsInput ? rates.input : undefined),
    NO_PARTS,
  );
  const write1h = usage.cacheWrite1h === 0 ? 0n : chargeParts(usage.cacheWrite1h, write1hRate(rates, card), NO_PARTS);
  if (
    input === undefined ||
    cacheRead === undefined ||
    output === undefined ||
    write5m === undefined ||
    write1h === undefined
  ) {
    return undefined;
  }
  return { input, cacheRead, cacheWrite: write5m + write1h, output };
}

function inputParts(rates: Rates, card: PriceCard, { modality }: Usage): readonly Part[] {
  if (modality.audioInput === 0 && modality.imageInput === 0) return NO_PARTS;
  return [
    { tokens: modality.audioInput, rate: rates.audioInput ?? (card.fallbacks.audioAsInput ? rates.input : undefined) },
    { tokens: modality.imageInput, rate: rates.imageInput ?? rates.input },
  ];
}

function cacheParts(rates: Rates, card: PriceCard, { modality }: Usage): readonly Part[] {
  if (modality.audioCacheRead === 0) return NO_PARTS;
  return [
    {
      tokens: modality.audioCacheRead,
      rate: rates.audioCacheRead ?? (card.fallbacks.audioAsInput ? rates.cacheRead : undefined),
    },
  ];
}

function outputParts(rates: Rates, { modality, reasoning }: Usage): readonly Part[] {
  if (modality.audioOutput === 0 && modality.imageOutput === 0 && rates.reasoning === undefined) return NO_PARTS;
  return [
    { tokens: modality.audioOutput, rate: rates.audioOutput },
    { tokens: modality.imageOutput, rate: rates.imageOutput },
    { tokens: rates.reasoning === undefined ? 0 : (reasoning ?? 0), rate: rates.reasoning },
  ];
}

interface Part {
  readonly tokens: number;
  readonly rate: Rate | undefined;
}

/** Parts are taken out of the bucket, each at its own rate; what is left costs the bucket's rate. */
function chargeParts(bucket: number, rate: Rate | undefined, parts: readonly Part[]): bigint | undefined {
  if (bucket === 0) return 0n;
  let left = bucket;
  let cost = 0n;
  for (const part of parts) {
    const tokens = Math.min(part.tokens, left);
    if (tokens <= 0) continue;
    if (part.rate === undefined) return undefined;
    cost += chargeAt(part.rate, BigInt(tokens));
    left -= tokens;
  }
  if (left === 0) return cost;
  return rate === undefined ? undefined : cost + chargeAt(rate, BigInt(left));
}

function write1hRate(rates: Rates, card: PriceCard): Rate | undefined {
  if (rates.cacheWrite1h !== undefined || !card.fallbacks.write1hTwiceInput) return rates.cacheWrite1h;
  if (rates.input === undefined || rates.cacheWrite5m === undefined) return undefined;
  return { numerator: rates.input.numerator * TWICE, denominator: rates.input.denominator };
}

function describe(
  card: PriceCard,
  rates: Rates,
  { bandIndex, usage }: { bandIndex: number; usage: Usage },
): readonly string[] {
  const derives1h = usage.cacheWrite1h > 0 && rates.cacheWrite1h === undefined;
  const derives5m = usage.cacheWrite5m > 0 && rates.cacheWrite5m === undefined;
  if (bandIndex === 0 && !derives1h && !derives5m) return card.modifiers;
  return [
    ...card.modifiers,
    ...(bandIndex > 0 ? ["long_context"] : []),
    ...(derives1h ? ["cache_write_1h_2x_input"] : []),
    ...(derives5m ? ["cache_write_as_input"] : []),
  ];
}
