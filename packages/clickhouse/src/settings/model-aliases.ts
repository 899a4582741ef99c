import type { Store } from "../store/store.ts";
import { type RecordOf, type VersionedTable, versionedTable } from "./versioned-table.ts";

const COLUMNS = {
  project: "text",
  provider: "text",
  alias: "text",
  target_provider: "text",
  target_model: "text",
} as const;

export type ModelAlias = RecordOf<typeof COLUMNS>;

/** What a project calls a model (an Azure deployment, a proxy's name), and what it is. */
export function modelAliases(store: Store): VersionedTable<ModelAlias> {
  return versionedTable(store, { name: "model_aliases", key: ["project", "provider", "alias"], columns: COLUMNS });
}
