import type { Store } from "../store/store.ts";
import { apiKeys } from "./api-keys.ts";
import type { Change } from "./versioned-table.ts";

/** From now on the key opens nothing. Says whether there was such a key. */
export async function revokeApiKey(
  store: Store,
  { project, id }: { readonly project: string; readonly id: string },
  change: Change,
): Promise<boolean> {
  const table = apiKeys(store);
  const [key] = await table.list({ project, id });
  if (key === undefined) return false;
  if (key.revoked_at === null) await table.put({ ...key, revoked_at: change.nowMs }, change);
  return true;
}
