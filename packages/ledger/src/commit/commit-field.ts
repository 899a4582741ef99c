import { canonicalJson, type JsonValue } from "../body/canonical-json.ts";
import { sha256Base64Url } from "../hash/sha256.ts";

export interface Commitment {
  /** The opening: base64url of `[salt, name, value]`. Lives with the content and dies with it. */
  readonly disclosure: string;
  /** What the body keeps under `c[name]`: says nothing about the value once the salt is gone. */
  readonly digest: string;
}

/**
 * Commits to one content field as RFC 9901 §4.2.1 does, with JCS for the array. `salt` is 16 fresh random bytes in
 * base64url (`createTokenSource`); a salt is never used twice.
 */
export function commitField({
  name,
  value,
  salt,
}: {
  readonly name: string;
  readonly value: JsonValue;
  readonly salt: string;
}): Commitment {
  const disclosure = Buffer.from(canonicalJson([salt, name, value]), "utf8").toString("base64url");
  return { disclosure, digest: digestOf(disclosure) };
}

/** The digest of a disclosure that exists already: base64url SHA-256 of its ASCII bytes. */
export function digestOf(disclosure: string): string {
  return sha256Base64Url(disclosure);
}
