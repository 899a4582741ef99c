import type { Usage } from "../call.ts";
import type { CostBreakdown } from "../priced.ts";
import { chargeUnits } from "./charge-units.ts";
import { type PriceBand, type PriceCard, type Rates, toRates } from "./price-card.ts";
import { chargeAt, type Rate } from "./rate.ts";

export interface Charge {
  readonly cost: CostBreakdown;
  /** The rates used, in words: `long_context`, `cache_write_1h_2x_input`, ... */
  readonly modifiers: readonly string[];
}

const NO_BAND: PriceBand = { over: -1, rates: toRates({}), derived: {} };
const NO_PARTS: readonly Part[] = [];
const NO_COST: CostBreakdown = { input: 0n, cacheRead: 0n, cacheWrite: 0n, output: 0n, other: 0n, total: 0n };

/**
 * Cost of the usage at one card, exact; undefined when a bucket that is not empty has neither a price nor a declared
 * fallback. The total of input tokens picks the band, and the band prices all buckets.
 */
export function chargeUsage(card: PriceCard, usage: Usage): Charge | undefined {
  if (card.free) return { cost: NO_COST, modifiers: ["free"] };
  const bandIndex = pickBand(card, usage.uncachedInput + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h);
  const band = card.bands[bandIndex] ?? NO_BAND;
  const buckets = chargeBuckets(band.rates, usage);
  if (buckets === undefined) return undefined;
  const tokens = usage.uncachedInput + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h + usage.output;
  const other = chargeUnits(card.units, usage.units, tokens > 0);
  if (other === undefined) return undefined;
  const { input, cacheRead, cacheWrite, output } = buckets;
  const total = input + cacheRead + cacheWrite + output + other;
  return {
    cost: { input, cacheRead, cacheWrite, output, other, total },
    modifiers: describe(card, band, { bandIndex, usage }),
  };
}

function pickBand(card: PriceCard, inputTokens: number): number {
  let picked = 0;
  for (let index = 1; index < card.bands.length; index++)
    if (inputTokens > (card.bands[index]?.over ?? 0)) picked = index;
  return picked;
}

type Buckets = Omit<CostBreakdown, "other" | "total">;

function chargeBuckets(rates: Rates, usage: Usage): Buckets | undefined {
  const input = chargeParts(usage.uncachedInput, rates.input, inputParts(rates, usage));
  const cacheRead = chargeParts(usage.cacheRead, rates.cacheRead, cacheParts(rates, usage));
  const write5m = chargeParts(usage.cacheWrite5m, rates.cacheWrite5m, NO_PARTS);
  const write1h = chargeParts(usage.cacheWrite1h, rates.cacheWrite1h, NO_PARTS);
  const output = chargeParts(usage.output, rates.output, outputParts(rates, usage));
  if (input === undefined || cacheRead === undefined || output === undefined) return undefined;
  if (write5m === undefined || write1h === undefined) return undefined;
  return { input, cacheRead, cacheWrite: write1h === 0n ? write5m : write5m + write1h, output };
}

/** Image tokens of a prompt are billed as text wherever a list has no price of their own for them. */
function inputParts(rates: Rates, { modality }: Usage): readonly Part[] {
  if (modality.audioInput === 0 && modality.imageInput === 0) return NO_PARTS;
  return [
    { tokens: modality.audioInput, rate: rates.audioInput },
    { tokens: modality.imageInput, rate: rates.imageInput ?? rates.input },
  ];
}

function cacheParts(rates: Rates, { modality }: Usage): readonly Part[] {
  if (modality.audioCacheRead === 0) return NO_PARTS;
  return [{ tokens: modality.audioCacheRead, rate: rates.audioCacheRead }];
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
    cost += chargeAt(part.rate, tokens);
    left -= tokens;
  }
  if (left === 0) return cost;
  if (rate === undefined) return undefined;
  return left === bucket ? chargeAt(rate, left) : cost + chargeAt(rate, left);
}

function describe(
  card: PriceCard,
  band: PriceBand,
  { bandIndex, usage }: { bandIndex: number; usage: Usage },
): readonly string[] {
  const derived1h = usage.cacheWrite1h > 0 ? band.derived.cacheWrite1h : undefined;
  const derived5m = usage.cacheWrite5m > 0 ? band.derived.cacheWrite5m : undefined;
  if (bandIndex === 0 && derived1h === undefined && derived5m === undefined) return card.modifiers;
  const longContext = bandIndex > 0 ? "long_context" : undefined;
  return [...card.modifiers, ...[longContext, derived1h, derived5m].filter((word) => word !== undefined)];
}
