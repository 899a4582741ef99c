import type { Store } from "../store/store.ts";
import { type RecordOf, type VersionedTable, versionedTable } from "./versioned-table.ts";

const COLUMNS = {
  id: "text",
  project: "text",
  label: "text",
  /** ingest | read | admin. */
  scope: "text",
  /** 64 lower-case hex digits of the key's text. */
  sha256: "text",
  /** First characters of the key, to recognise it. */
  prefix: "text",
  /** Spans sent with this key belong to this tenant; "" = as they say. */
  tenant: "text",
  created_at: "time",
  revoked_at: "optional_time",
} as const;

export type ApiKey = RecordOf<typeof COLUMNS>;

/** Keys as stored: hashed. Revoked ones stay listed with revoked_at. */
export function apiKeys(store: Store): VersionedTable<ApiKey> {
  return versionedTable(store, { name: "api_keys", key: ["project", "id"], columns: COLUMNS });
}
