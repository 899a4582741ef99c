import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../src/migrate/migrate.ts";
import { encodeAdjustmentRows, encodeSpanContentRows, encodeSpanRows } from "../src/rows/encode-rows.ts";
import type { AdjustmentRow } from "../src/rows/adjustment-row.ts";
import type { SpanContentRow } from "../src/rows/span-content-row.ts";
import type { SpanRow } from "../src/rows/span-row.ts";
import { createStore } from "../src/store/create-store.ts";
import type { Store } from "../src/store/store.ts";

export interface TestStore {
  readonly store: Store;
  readonly path: string;
  storeSpans(rows: readonly SpanRow[], token?: string): Promise<void>;
  storeContent(rows: readonly SpanContentRow[], token?: string): Promise<void>;
  storeAdjustments(rows: readonly AdjustmentRow[], token?: string): Promise<void>;
  /** Closes the store and removes its folder. */
  dispose(): Promise<void>;
}

/** An empty, migrated database in a folder of its own. One per process: the engine takes one folder. */
export async function openTestStore(): Promise<TestStore> {
  const path = await mkdtemp(join(tmpdir(), "spanledger-test-"));
  const store = await createStore({ path });
  await migrate(store);
  let batch = 0;
  const load = (table: string, bytes: Uint8Array, token: string | undefined) =>
    store.loadRows({ table, source: { bytes }, token: token ?? `batch-${(batch += 1)}` });
  return {
    store,
    path,
    storeSpans: (rows, token) => load("spans", encodeSpanRows(rows), token),
    storeContent: (rows, token) => load("span_content", encodeSpanContentRows(rows), token),
    storeAdjustments: (rows, token) => load("adjustments", encodeAdjustmentRows(rows), token),
    async dispose() {
      await store.close();
      await rm(path, { recursive: true, force: true });
    },
  };
}
