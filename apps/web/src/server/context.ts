import { getStore } from "./store.ts";
import { readSession, type Session } from "./session/read-session.ts";
import type { Store } from "@spanledger/clickhouse";

export interface Context {
  readonly store: Store;
  /** null: nobody signed in, and the server is not a private one. */
  readonly session: Session | null;
  readonly headers: Headers;
  readonly nowMs: number;
}

export async function createContext(headers: Headers): Promise<Context> {
  const store = await getStore();
  return { store, session: await readSession(store, headers), headers, nowMs: Date.now() };
}
