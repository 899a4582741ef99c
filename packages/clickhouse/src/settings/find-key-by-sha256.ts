import type { Store } from "../store/store.ts";
import { type ApiKey, apiKeys } from "./api-keys.ts";

/** The key with this hash in any project, also when revoked (see revoked_at); undefined for an unknown one. */
export async function findKeyBySha256(store: Store, sha256: string): Promise<ApiKey | undefined> {
  const found = await apiKeys(store).list({ sha256 });
  return found.find((key) => key.revoked_at === null) ?? found[0];
}
