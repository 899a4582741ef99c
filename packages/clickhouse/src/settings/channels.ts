import type { Store } from "../store/store.ts";
import { type RecordOf, type VersionedTable, versionedTable } from "./versioned-table.ts";

const COLUMNS = { id: "text", project: "text", name: "text", definition: "text" } as const;

export type ChannelRecord = RecordOf<typeof COLUMNS>;

/** Where alerts go, without their secrets. `definition` is JSON for validateChannel of @spanledger/alerts. */
export function channels(store: Store): VersionedTable<ChannelRecord> {
  return versionedTable(store, { name: "channels", key: ["project", "id"], columns: COLUMNS });
}
