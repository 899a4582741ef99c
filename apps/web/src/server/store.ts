import path from "node:path";
import { createStore, type Store } from "@spanledger/clickhouse";
import { webEnv } from "./env.ts";

/** The host process may hand over its open store under this key of `globalThis`; the embedded engine is one per process. */
const SHARED = Symbol.for("spanledger.store");

interface SharedGlobal {
  [SHARED]?: Store | Promise<Store>;
}

/** The store of this process, opened at the first use. A failed opening is tried again at the next request. */
export async function getStore(): Promise<Store> {
  const shared = globalThis as SharedGlobal;
  shared[SHARED] ??= open();
  try {
    return await shared[SHARED];
  } catch (error) {
    delete shared[SHARED];
    throw error;
  }
}

function open(): Promise<Store> {
  const env = webEnv();
  return env.SPANLEDGER_CLICKHOUSE_URL === undefined
    ? createStore({ path: path.resolve(env.SPANLEDGER_DATA_DIR, "clickhouse") })
    : createStore({ url: env.SPANLEDGER_CLICKHOUSE_URL });
}
