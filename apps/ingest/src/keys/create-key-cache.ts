import { type ApiKey, findKeyBySha256, hashKey, type Store } from "@spanledger/clickhouse";
import type { Authentication } from "../receive/receiver.ts";

/** A revoked key is refused after this time at the latest, while the database answers. */
const FRESH_MS = 1_000;
/** From this age on the next use asks again, without waiting for the answer. */
const REFRESH_MS = 500;
const MAX_KEYS = 10_000;

interface Known {
  readonly authentication: Authentication;
  readonly checkedAtMs: number;
}

export interface KeyCacheOptions {
  readonly store: Store;
  readonly now: () => number;
}

/**
 * Looks keys up in the database, at most twice a second each. While the database does not answer, a key that was good
 * stays good: its spans are spooled.
 */
export function createKeyCache({ store, now }: KeyCacheOptions): (key: string) => Promise<Authentication> {
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<Authentication>>();

  function ask(sha256: string): Promise<Authentication> {
    const running = asking.get(sha256);
    if (running !== undefined) return running;
    const askedAtMs = now();
    const answer = findKeyBySha256(store, sha256)
      .then((key) => {
        const authentication = authenticationOf(key);
        if (known.size >= MAX_KEYS) known.clear();
        known.set(sha256, { authentication, checkedAtMs: askedAtMs });
        return authentication;
      })
      .finally(() => asking.delete(sha256));
    asking.set(sha256, answer);
    return answer;
  }

  return async (key) => {
    const sha256 = hashKey(key);
    const last = known.get(sha256);
    if (last === undefined) return ask(sha256);
    const ageMs = now() - last.checkedAtMs;
    if (ageMs < REFRESH_MS) return last.authentication;
    const answer = ask(sha256).catch(() => last.authentication);
    return ageMs < FRESH_MS ? last.authentication : answer;
  };
}

function authenticationOf(key: ApiKey | undefined): Authentication {
  if (key === undefined) return { status: "unknown" };
  if (key.revoked_at !== null) return { status: "revoked" };
  if (key.scope !== "ingest") return { status: "wrong_scope" };
  return { status: "ok", projectId: key.project, ...(key.tenant === "" ? {} : { tenant: key.tenant }) };
}
