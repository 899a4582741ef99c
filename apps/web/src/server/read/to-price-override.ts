import type { PriceOverride as StoredOverride } from "@spanledger/clickhouse";
import type { PriceOverride } from "@spanledger/telemetry";

/** A stored override as the price book takes it; "" means not priced. */
export function toPriceOverride(row: StoredOverride): PriceOverride {
  const rates = {
    input: row.input_per_mtok,
    cacheRead: row.cache_read_per_mtok,
    cacheWrite5m: row.cache_write_5m_per_mtok,
    cacheWrite1h: row.cache_write_1h_per_mtok,
    output: row.output_per_mtok,
  };
  return {
    id: row.id,
    provider: row.provider,
    models: [row.model],
    ...Object.fromEntries(Object.entries(rates).filter(([, rate]) => rate !== "")),
    ...(row.valid_from > 0 ? { from: new Date(row.valid_from).toISOString() } : {}),
    ...(row.valid_until === null ? {} : { until: new Date(row.valid_until).toISOString() }),
    ...(row.per_request === "" ? {} : { units: { request: row.per_request } }),
  };
}
