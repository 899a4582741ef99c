import type { Store } from "../store/store.ts";
import { type RecordOf, type VersionedTable, versionedTable } from "./versioned-table.ts";

const COLUMNS = { id: "text", project: "text", name: "text", definition: "text" } as const;

export type AlertRuleRecord = RecordOf<typeof COLUMNS>;

/** What is watched. `definition` is JSON for validateAlertRule of @spanledger/alerts. */
export function alertRules(store: Store): VersionedTable<AlertRuleRecord> {
  return versionedTable(store, { name: "alert_rules", key: ["project", "id"], columns: COLUMNS });
}
