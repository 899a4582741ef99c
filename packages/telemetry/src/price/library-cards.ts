import type { ConditionalPrice, ModelInfo, ModelPrice } from "@pydantic/genai-prices";
import { type PriceBand, type PriceCard, type PriceHours, type PriceKey, type Rates, toRates } from "./price-card.ts";
import { parseRate, type Rate } from "./rate.ts";

/** The pinned library: its version, and the day its data was published. */
export const LIBRARY = { name: "genai-prices", version: "0.1.8", published: "2026-09-23" } as const;

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

const TOKEN_KEYS: Readonly<Record<string, PriceKey>> = {
  input_mtok: "input",
  cache_read_mtok: "cacheRead",
  cache_write_mtok: "cacheWrite5m",
  cache_write_1h_mtok: "cacheWrite1h",
  output_mtok: "output",
  output_reasoning_mtok: "reasoning",
  input_audio_mtok: "audioInput",
  cache_audio_read_mtok: "audioCacheRead",
  output_audio_mtok: "audioOutput",
  input_image_mtok: "imageInput",
  output_image_mtok: "imageOutput",
};

const UNIT_KEYS: Readonly<Record<string, { readonly unit: string; readonly per: bigint }>> = {
  web_searches_kcount: { unit: "search", per: 1000n },
  storage_searches_kcount: { unit: "storage_search", per: 1000n },
  requests_kcount: { unit: "request", per: 1000n },
  audio_hours: { unit: "second", per: 3600n },
  input_audio_hours: { unit: "second", per: 3600n },
  input_document_kpages: { unit: "page", per: 1000n },
};

/**
 * The cards of one model of genai-prices, newest first. An empty price object makes no card: the library answers
 * 0 there, but means "not known". A price announced for a day after the library was published is left out, since
 * such days slip. Hours of a day hold only from the date of the price they stand behind.
 */
export function libraryCards(providerId: string, model: ModelInfo): readonly PriceCard[] {
  const conditional: readonly ConditionalPrice[] = Array.isArray(model.prices)
    ? model.prices
    : [{ prices: model.prices }];
  const cards: PriceCard[] = [];
  let from = "";
  for (const { constraint, prices } of conditional) {
    if (constraint?.type === "start_date") from = constraint.start_date;
    if (from > LIBRARY.published || Object.keys(prices).length === 0) continue;
    const hours = constraint?.type === "time_of_date" ? parseHours(constraint.start_time, constraint.end_time) : null;
    cards.unshift({
      id: `${providerId}/${model.id}`,
      source: LIBRARY.name,
      version: LIBRARY.version,
      fromMs: from === "" ? -Infinity : Date.parse(from),
      untilMs: Infinity,
      effectiveFrom: from,
      hours,
      bands: readBands(prices),
      units: readUnits(prices),
      free: false,
      modifiers: hours === null ? [] : ["peak_hours"],
    });
  }
  return cards;
}

function readBands(prices: ModelPrice): readonly PriceBand[] {
  const starts = new Set<number>();
  for (const price of Object.values(prices)) {
    if (typeof price === "object") for (const tier of price.tiers) starts.add(tier.start);
  }
  return [-1, ...[...starts].sort((a, b) => a - b)].map((over) => ({
    over,
    rates: readRates(prices, over),
    derived: {},
  }));
}

function readRates(prices: ModelPrice, over: number): Rates {
  const rates: Partial<Record<PriceKey, Rate>> = {};
  for (const [name, price] of Object.entries(prices)) {
    const key = TOKEN_KEYS[name];
    if (key === undefined || price === undefined) continue;
    let usd = typeof price === "number" ? price : price.base;
    if (typeof price === "object") for (const tier of price.tiers) if (tier.start <= over) usd = tier.price;
    rates[key] = parseRate(decimal(usd), 1_000_000n);
  }
  return toRates(rates);
}

/** Cuts the noise of doubles: some prices were computed (0.18000000000000002). */
function decimal(usd: number): string {
  return String(Number(usd.toPrecision(15)));
}

function readUnits(prices: ModelPrice): Readonly<Record<string, Rate>> {
  const units: Record<string, Rate> = {};
  for (const [name, price] of Object.entries(prices)) {
    const key = UNIT_KEYS[name];
    if (key !== undefined && typeof price === "number") units[key.unit] = parseRate(decimal(price), key.per);
  }
  return units;
}

function parseHours(start: string, end: string): PriceHours {
  return { days: EVERY_DAY, startSecond: parseClock(start), endSecond: parseClock(end) };
}

function parseClock(text: string): number {
  const match = /^(\d{2}):(\d{2}):(\d{2})Z$/.exec(text);
  if (match === null) throw new Error(`genai-prices has a time of day that is not understood: ${text}`);
  return Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]);
}
