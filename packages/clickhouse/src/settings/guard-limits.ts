import type { Store } from "../store/store.ts";
import { type RecordOf, type VersionedTable, versionedTable } from "./versioned-table.ts";

const COLUMNS = {
  project: "text",
  /** "" for the whole project. */
  feature: "text",
  /** "observe", "block", or "" to inherit. */
  mode: "text",
  /** JSON object with the limits that differ from the inherited ones; see `readLimits` of @spanledger/guard. */
  limits: "text",
} as const;

export type GuardSetting = RecordOf<typeof COLUMNS>;

/** Thresholds and mode of the runaway rules, per project and feature. */
export function guardSettings(store: Store): VersionedTable<GuardSetting> {
  return versionedTable(store, { name: "guard_limits", key: ["project", "feature"], columns: COLUMNS });
}
