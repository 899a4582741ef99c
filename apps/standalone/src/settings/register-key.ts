import { createApiKey, findKeyBySha256, hashKey, type Store } from "@spanledger/clickhouse";

export interface FixedKey {
  readonly text: string;
  readonly scope: "ingest" | "read" | "admin";
  readonly label: string;
  readonly nowMs: number;
}

/** Lets a key of the user's choice in. Returns false when it was revoked: a restart does not bring it back. */
export async function registerKey(store: Store, { text, scope, label, nowMs }: FixedKey): Promise<boolean> {
  const known = await findKeyBySha256(store, hashKey(text));
  if (known !== undefined && known.revoked_at !== null) return false;
  if (known?.scope === scope) return true;
  await createApiKey(store, { project: "default", label, scope, text }, { changedBy: "system", nowMs });
  return true;
}
