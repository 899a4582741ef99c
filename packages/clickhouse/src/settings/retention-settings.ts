import type { Store } from "../store/store.ts";
import { type RecordOf, type VersionedTable, versionedTable } from "./versioned-table.ts";

/** Days as text; "" keeps for ever. */
const COLUMNS = { project: "text", content_days: "text", span_days: "text", record_days: "text" } as const;

export type RetentionSettings = RecordOf<typeof COLUMNS>;

/** How long texts, spans and bodies of records are kept. Change them with `changeRetention`, which logs the change. */
export function retentionSettings(store: Store): VersionedTable<RetentionSettings> {
  return versionedTable(store, { name: "retention_settings", key: ["project"], columns: COLUMNS });
}
