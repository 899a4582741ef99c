import { apiKeys, findKeyBySha256, hashKey, type ApiKey, type Store } from "@spanledger/clickhouse";

export interface SignInKey {
  readonly id: string;
  readonly project: string;
  /** SHA-256 of the key, hex. */
  readonly hash: string;
  readonly role: "admin" | "read";
}

/** A key that may look at pages, by its id; null when unknown, revoked or for ingest only. */
export async function findKey(store: Store, id: string): Promise<SignInKey | null> {
  const [key] = await apiKeys(store).list({ id });
  return toSignInKey(key);
}

/** The same by the key's text. */
export async function findKeyBySecret(store: Store, secret: string): Promise<SignInKey | null> {
  return toSignInKey(await findKeyBySha256(store, hashKey(secret)));
}

function toSignInKey(key: ApiKey | undefined): SignInKey | null {
  if (!key || key.revoked_at !== null) return null;
  if (key.scope !== "admin" && key.scope !== "read") return null;
  return { id: key.id, project: key.project, hash: key.sha256, role: key.scope };
}
