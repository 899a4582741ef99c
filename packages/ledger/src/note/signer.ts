import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { fromBase64 } from "../hash/base64.ts";
import { LedgerError } from "../ledger-error.ts";
import { formatVkey, isKeyName, LOG_KEY, parseVkey, type VerifierKey } from "./vkey.ts";

export interface Signer {
  readonly key: VerifierKey;
  /** 64 bytes of Ed25519 over the bytes. */
  readonly sign: (message: Uint8Array) => Buffer;
}

/**
 * A signer from the text of a key file or variable: `PRIVATE+KEY+<name>+<key id>+<base64 of 0x01 and the seed>`, the
 * form of Go's `sumdb/note`. Throws `LedgerError`; the key is never in the message.
 */
export function createSigner(secret: string): Signer {
  const [, name = "", keyId = "", encoded = ""] = SECRET.exec(secret.trim()) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 33 || bytes[0] !== LOG_KEY) {
    throw new LedgerError(
      "key",
      "The signing key is not PRIVATE+KEY+<name>+<id>+<base64>. Create one with formatSigningKey.",
    );
  }
  const { privateKey, vkey } = deriveKeys(name, bytes.subarray(1));
  const key = parseVkey(vkey);
  if (key?.keyId !== keyId)
    throw new LedgerError("key", `The signing key of ${name} does not match its key id ${keyId}.`);
  return { key, sign: (message) => sign(null, message, privateKey) };
}

/** The text to keep in a key file (0600), from 32 random bytes; `vkey` is what readers of the log are given. */
export function formatSigningKey(name: string, seed: Uint8Array): { readonly secret: string; readonly vkey: string } {
  if (!isKeyName(name)) throw new LedgerError("key", "A key's name has no white space and no plus sign.");
  if (seed.length !== 32) throw new LedgerError("key", "An Ed25519 seed has 32 bytes.");
  const { vkey } = deriveKeys(name, seed);
  const keyId = parseVkey(vkey)?.keyId ?? "";
  const encoded = Buffer.concat([Buffer.of(LOG_KEY), seed]).toString("base64");
  return { secret: `PRIVATE+KEY+${name}+${keyId}+${encoded}`, vkey };
}

const SECRET = /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u;
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

function deriveKeys(name: string, seed: Uint8Array): { privateKey: KeyObject; vkey: string } {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: "der", type: "pkcs8" });
  const raw = createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(-32);
  return { privateKey, vkey: formatVkey(name, LOG_KEY, raw) };
}
