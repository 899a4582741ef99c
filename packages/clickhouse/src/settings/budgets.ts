import type { Store } from "../store/store.ts";
import { type RecordOf, type VersionedTable, versionedTable } from "./versioned-table.ts";

const COLUMNS = { id: "text", project: "text", name: "text", definition: "text" } as const;

export type BudgetRecord = RecordOf<typeof COLUMNS>;

/** Limits of spend. `definition` is JSON for validateBudget of @spanledger/alerts. */
export function budgets(store: Store): VersionedTable<BudgetRecord> {
  return versionedTable(store, { name: "budgets", key: ["project", "id"], columns: COLUMNS });
}
