import type { Store } from "../store/store.ts";
import { type RecordOf, type VersionedTable, versionedTable } from "./versioned-table.ts";

const COLUMNS = {
  id: "text",
  name: "text",
  /** ISO 4217. */
  currency: "text",
  /** IANA name. */
  time_zone: "text",
  /** computed | client_reported: whose cost counts. */
  cost_source: "text",
  is_demo: "flag",
} as const;

export type Project = RecordOf<typeof COLUMNS>;

export function projects(store: Store): VersionedTable<Project> {
  return versionedTable(store, { name: "projects", key: ["id"], columns: COLUMNS });
}
