import type { Store } from "@spanledger/clickhouse";
import { webEnv } from "../env.ts";
import { findKey } from "../read/find-key.ts";
import { isLoopback } from "./is-loopback.ts";
import { readClaim, SESSION_COOKIE, verifySession } from "./session-cookie.ts";

export interface Session {
  readonly role: "admin" | "read";
  /** Id of the key that signed in, or "local" on a private server. */
  readonly keyId: string;
  /** The one project of the key, "*" on a private server. */
  readonly project: string;
}

const LOCAL: Session = { role: "admin", keyId: "local", project: "*" };

/** A server that only this machine can reach is open to its user; elsewhere the cookie decides. */
export async function readSession(store: Store, headers: Headers): Promise<Session | null> {
  if (isLoopback(webEnv().SPANLEDGER_HOST)) return LOCAL;
  const cookie = cookieValue(headers.get("cookie") ?? "", SESSION_COOKIE);
  const claim = cookie === null ? null : readClaim(cookie, Date.now());
  if (cookie === null || claim === null) return null;
  const key = await findKey(store, claim.keyId);
  if (!key || !verifySession(cookie, claim, key.hash)) return null;
  return { role: key.role, keyId: claim.keyId, project: key.project };
}

function cookieValue(header: string, name: string): string | null {
  for (const part of header.split(";")) {
    const [key, ...rest] = part.trim().split("=");
    if (key === name) return decodeURIComponent(rest.join("="));
  }
  return null;
}
