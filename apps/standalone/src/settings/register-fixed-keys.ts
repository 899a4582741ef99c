import type { Store } from "@spanledger/clickhouse";
import type { StandaloneEnv } from "../env.ts";
import { StartError } from "../start-error.ts";
import { registerKey } from "./register-key.ts";

const FIXED_KEYS = [
  { name: "SPANLEDGER_INGEST_KEY", scope: "ingest" },
  { name: "SPANLEDGER_READ_KEY", scope: "read" },
  { name: "SPANLEDGER_ADMIN_KEY", scope: "admin" },
] as const;

/**
 * Registers the fixed keys of the environment.
 * @throws StartError when one of them was revoked
 */
export async function registerFixedKeys(store: Store, env: StandaloneEnv, nowMs: number): Promise<void> {
  for (const { name, scope } of FIXED_KEYS) {
    const text = env[name];
    if (text === undefined) continue;
    const accepted = await registerKey(store, { text, scope, label: name, nowMs });
    if (!accepted) throw new StartError(`${name} is a key that was revoked: choose another one, or leave it out.`);
  }
}
