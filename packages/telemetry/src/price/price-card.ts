import type { Rate } from "./rate.ts";

/** Token buckets, and the parts of buckets that some lists price apart. */
export const PRICE_KEYS = [
  "input",
  "cacheRead",
  "cacheWrite5m",
  "cacheWrite1h",
  "output",
  "reasoning",
  "audioInput",
  "audioCacheRead",
  "audioOutput",
  "imageInput",
  "imageOutput",
] as const;

export type PriceKey = (typeof PRICE_KEYS)[number];

/** Every key is there, in one order: objects of one shape are what makes pricing fast. */
export type Rates = Readonly<Record<PriceKey, Rate | undefined>>;

export function toRates(known: Readonly<Partial<Record<PriceKey, Rate | undefined>>>): Rates {
  return {
    input: known.input,
    cacheRead: known.cacheRead,
    cacheWrite5m: known.cacheWrite5m,
    cacheWrite1h: known.cacheWrite1h,
    output: known.output,
    reasoning: known.reasoning,
    audioInput: known.audioInput,
    audioCacheRead: known.audioCacheRead,
    audioOutput: known.audioOutput,
    imageInput: known.imageInput,
    imageOutput: known.imageOutput,
  };
}

/** Rates that hold when the total of input tokens is greater than `over`. They replace all lower bands. */
export interface PriceBand {
  readonly over: number;
  readonly rates: Rates;
  /** Rates that come from a declared fallback, with the words that say so on the price reference. */
  readonly derived: Readonly<Partial<Record<PriceKey, string>>>;
}

/** Hours of the day (UTC seconds, end exclusive, may wrap midnight) on some days of the week (0 = Sunday). */
export interface PriceHours {
  readonly days: readonly number[];
  readonly startSecond: number;
  readonly endSecond: number;
}

/** One price of one model at one service tier over one stretch of time. */
export interface PriceCard {
  /** e.g. `openai/gpt-4o-mini`. */
  readonly id: string;
  /** `genai-prices`, `overlay` or `override`. */
  readonly source: string;
  readonly version: string;
  /** UTC milliseconds, inclusive; -Infinity when the price has no start. */
  readonly fromMs: number;
  /** UTC milliseconds, exclusive; Infinity when it has no end. */
  readonly untilMs: number;
  /** ISO date or time of `fromMs`, "" when there is none. */
  readonly effectiveFrom: string;
  /** null: at any hour. */
  readonly hours: PriceHours | null;
  /** Ascending; the first one is the list price and has `over` = -1. */
  readonly bands: readonly PriceBand[];
  /** Price per unit: `search`, `request`, `second`, `page`, ... */
  readonly units: Readonly<Record<string, Rate>>;
  /** Declared free of charge: the cost is 0, and known to be. */
  readonly free: boolean;
  readonly modifiers: readonly string[];
}

/** Declared fallbacks; anything else without a price leaves the call unpriced. See docs/guides/prices.md. */
export interface Fallbacks {
  /** Claude: a cache write that lives an hour costs twice the input price. */
  readonly write1hTwiceInput: boolean;
  /** Providers that cache by themselves bill the tokens they write as plain input. */
  readonly writeAsInput: boolean;
  /** One price for every input modality (Gemini models without an audio price). */
  readonly audioAsInput: boolean;
}

export const NO_FALLBACKS: Fallbacks = { write1hTwiceInput: false, writeAsInput: false, audioAsInput: false };
