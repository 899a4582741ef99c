import { createHmac, timingSafeEqual } from "node:crypto";

export const SESSION_COOKIE = "spanledger_session";
export const SESSION_SECONDS = 7 * 86_400;

export interface SessionClaim {
  readonly keyId: string;
  /** Unix seconds. */
  readonly expires: number;
}

/**
 * `<key id>.<expiry>.<mac>`. The MAC key is the stored hash of the API key, so no server secret is needed, the cookie
 * says nothing about the key itself, and revoking the key ends its sessions.
 */
export function sealSession(claim: SessionClaim, keyHash: string): string {
  return `${claim.keyId}.${claim.expires}.${mac(claim, keyHash)}`;
}

/** The claim as written, unverified; null when it is malformed or expired. */
export function readClaim(cookie: string, nowMs: number): SessionClaim | null {
  const match = /^([A-Za-z0-9_-]{1,64})\.(\d{1,12})\.[A-Za-z0-9_-]{43}$/.exec(cookie);
  if (!match) return null;
  const expires = Number(match[2]);
  return expires * 1000 > nowMs ? { keyId: match[1] ?? "", expires } : null;
}

/** Whether the cookie was sealed with this key hash. */
export function verifySession(cookie: string, claim: SessionClaim, keyHash: string): boolean {
  const expected = Buffer.from(sealSession(claim, keyHash));
  const given = Buffer.from(cookie);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function mac(claim: SessionClaim, keyHash: string): string {
  return createHmac("sha256", keyHash).update(`spanledger-session.${claim.keyId}.${claim.expires}`).digest("base64url");
}
