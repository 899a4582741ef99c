import type { PriceOverride as StoredOverride } from "@spanledger/clickhouse";
import type { PriceOverride } from "@spanledger/telemetry";

/** A project's price as stored, in the form in which prices are looked up. */
export function priceEntryOf(stored: StoredOverride): PriceOverride {
  return {
    id: stored.id,
    provider: stored.provider,
    models: [stored.model],
    from: new Date(stored.valid_from).toISOString(),
    ...(stored.valid_until === null ? {} : { until: new Date(stored.valid_until).toISOString() }),
    ...rate("input", stored.input_per_mtok),
    ...rate("cacheRead", stored.cache_read_per_mtok),
    ...rate("cacheWrite5m", stored.cache_write_5m_per_mtok),
    ...rate("cacheWrite1h", stored.cache_write_1h_per_mtok),
    ...rate("output", stored.output_per_mtok),
    ...(stored.per_request === "" ? {} : { units: { request: stored.per_request } }),
  };
}

function rate<Name extends string>(name: Name, text: string): { readonly [Key in Name]?: string } {
  return (text === "" ? {} : { [name]: text }) as { readonly [Key in Name]?: string };
}
