import type { PriceOverride as PriceEntry } from "@spanledger/telemetry";
import type { PriceOverride } from "./price-overrides.ts";

/** A project's price as stored, in the form in which prices are looked up. "" is not priced, 0 is without a start. */
export function toPriceEntry(stored: PriceOverride): PriceEntry {
  const rates = {
    input: stored.input_per_mtok,
    cacheRead: stored.cache_read_per_mtok,
    cacheWrite5m: stored.cache_write_5m_per_mtok,
    cacheWrite1h: stored.cache_write_1h_per_mtok,
    output: stored.output_per_mtok,
  };
  return {
    id: stored.id,
    provider: stored.provider,
    models: [stored.model],
    ...(stored.tier === "" ? {} : { tier: stored.tier }),
    ...Object.fromEntries(Object.entries(rates).filter(([, rate]) => rate !== "")),
    ...(stored.valid_from > 0 ? { from: dayOrTime(stored.valid_from) } : {}),
    ...(stored.valid_until === null ? {} : { until: dayOrTime(stored.valid_until) }),
    ...(stored.per_request === "" ? {} : { units: { request: stored.per_request } }),
  };
}

/** Price lists have no fractions of seconds. */
function dayOrTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`.replace("T00:00:00Z", "");
}
