import { randomInt, randomUUID } from "node:crypto";
import type { Store } from "../store/store.ts";
import { type ApiKey, apiKeys } from "./api-keys.ts";
import { hashKey } from "./hash-key.ts";
import type { Change } from "./versioned-table.ts";

export interface NewApiKey {
  readonly project: string;
  readonly label: string;
  readonly scope: "ingest" | "read" | "admin";
  readonly tenant?: string;
  /** A fixed key of the user's choice. Stored once: the same text again returns the key that is there. */
  readonly text?: string;
}

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_LENGTH = 32;

/** Stores a key's hash and returns its text, which is not kept anywhere. */
export async function createApiKey(
  store: Store,
  request: NewApiKey,
  change: Change,
): Promise<{ readonly text: string; readonly key: ApiKey }> {
  const text = request.text ?? `sl_${randomText()}`;
  const sha256 = hashKey(text);
  const table = apiKeys(store);
  if (request.text !== undefined) {
    const [known] = await table.list({ project: request.project, sha256 });
    if (known !== undefined && known.scope === request.scope && known.revoked_at === null) return { text, key: known };
  }
  const key: ApiKey = {
    id: randomUUID(),
    project: request.project,
    label: request.label,
    scope: request.scope,
    sha256,
    prefix: text.slice(0, Math.min(7, Math.floor(text.length / 4))),
    tenant: request.tenant ?? "",
    created_at: change.nowMs,
    revoked_at: null,
  };
  await table.put(key, change);
  return { text, key };
}

function randomText(): string {
  return Array.from({ length: RANDOM_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");
}
