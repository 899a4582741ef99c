import type { Store } from "../store/store.ts";
import { type RecordOf, type VersionedTable, versionedTable } from "./versioned-table.ts";

const COLUMNS = {
  id: "text",
  project: "text",
  provider: "text",
  model: "text",
  /** Service tier: "" is the standard one, "*" every one. */
  tier: "text",
  /** This and the other prices: USD per million tokens as decimal text, "" = not priced. */
  input_per_mtok: "text",
  cache_read_per_mtok: "text",
  cache_write_5m_per_mtok: "text",
  cache_write_1h_per_mtok: "text",
  output_per_mtok: "text",
  /** USD per call, "" = none. */
  per_request: "text",
  valid_from: "time",
  valid_until: "optional_time",
  note: "text",
} as const;

export type PriceOverride = RecordOf<typeof COLUMNS>;

/** A project's own prices, which go before the library's. */
export function priceOverrides(store: Store): VersionedTable<PriceOverride> {
  return versionedTable(store, { name: "price_overrides", key: ["project", "id"], columns: COLUMNS });
}
