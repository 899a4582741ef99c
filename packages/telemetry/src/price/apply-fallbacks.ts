import { type Fallbacks, type PriceBand, type PriceCard, type PriceKey, type Rates, toRates } from "./price-card.ts";
import { type Rate, scaleRate } from "./rate.ts";

const TWICE: Rate = { numerator: 2n, denominator: 1n, whole: 2 };

/** Fills the rates that a card lacks and for which its list declares a fallback, and says which were derived. */
export function applyFallbacks(card: PriceCard, fallbacks: Fallbacks): PriceCard {
  return { ...card, bands: card.bands.map((band) => fillBand(band, fallbacks)) };
}

function fillBand(band: PriceBand, { write1hTwiceInput, writeAsInput, audioAsInput }: Fallbacks): PriceBand {
  const rates: Record<PriceKey, Rate | undefined> = { ...band.rates };
  const derived: Partial<Record<PriceKey, string>> = { ...band.derived };
  if (write1hTwiceInput && lacks(rates, "cacheWrite1h") && rates.input !== undefined && !lacks(rates, "cacheWrite5m")) {
    rates.cacheWrite1h = scaleRate(rates.input, TWICE);
    derived.cacheWrite1h = "cache_write_1h_2x_input";
  }
  if (writeAsInput && lacks(rates, "cacheWrite5m") && rates.input !== undefined) {
    rates.cacheWrite5m = rates.input;
    derived.cacheWrite5m = "cache_write_as_input";
  }
  if (audioAsInput && rates.input !== undefined) rates.audioInput ??= rates.input;
  if (audioAsInput && rates.cacheRead !== undefined) rates.audioCacheRead ??= rates.cacheRead;
  return { over: band.over, rates: toRates(rates), derived };
}

function lacks(rates: Rates, key: PriceKey): boolean {
  return rates[key] === undefined;
}
