import type { Store } from "../store/store.ts";
import { type RecordOf, type VersionedTable, versionedTable } from "./versioned-table.ts";

const COLUMNS = {
  project: "text",
  /** Off: nothing new is logged. A project without a row has it on. */
  enabled: "flag",
  /** "" | provider | deployer | both. */
  role: "text",
  /** Point of Annex III of the AI Act such as `4(a)`, or "". */
  annex3: "text",
  policy_version: "text",
  ifu_version: "text",
} as const;

export type LedgerSettings = RecordOf<typeof COLUMNS>;

/** Change them with `changeLedgerSettings`, which logs the change. */
export function ledgerSettings(store: Store): VersionedTable<LedgerSettings> {
  return versionedTable(store, { name: "ledger_settings", key: ["project"], columns: COLUMNS });
}
