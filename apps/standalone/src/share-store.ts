import type { Store } from "@spanledger/clickhouse";

/** The dashboard's own bundle looks here for the store of its process; the embedded engine takes one process per folder. */
const SHARED = Symbol.for("spanledger.store");

export function shareStore(store: Store): void {
  (globalThis as { [SHARED]?: Store })[SHARED] = store;
}
