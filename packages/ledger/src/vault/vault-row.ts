import { createCipheriv, createDecipheriv } from "node:crypto";
import { canonicalJson } from "../body/canonical-json.ts";
import { writeUint64 } from "../entry/uint64.ts";
import { sha256 } from "../hash/sha256.ts";

/** Which record's openings a row holds: part of what the cipher authenticates. */
export interface VaultPlace {
  readonly origin: string;
  readonly index: number;
}

export interface VaultKey {
  /** 32 bytes, one per subject: without it the salts are gone. */
  readonly key: Uint8Array;
  /** 12 bytes, never used twice with one key. */
  readonly nonce: Uint8Array;
}

/** AES-256-GCM over the JCS list of a record's disclosures; the 16-byte tag comes last. */
export function sealVaultRow(place: VaultPlace, disclosures: readonly string[], { key, nonce }: VaultKey): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(additionalData(place));
  return Buffer.concat([cipher.update(canonicalJson(disclosures)), cipher.final(), cipher.getAuthTag()]);
}

/** The disclosures; `undefined` when the key, the nonce or the place is not the one it was sealed with. */
export function openVaultRow(place: VaultPlace, row: Uint8Array, { key, nonce }: VaultKey): string[] | undefined {
  const decipher = createDecipheriv("aes-256-gcm", key, nonce).setAAD(additionalData(place));
  decipher.setAuthTag(row.subarray(-16));
  try {
    const text = Buffer.concat([decipher.update(row.subarray(0, -16)), decipher.final()]).toString();
    const disclosures: unknown = JSON.parse(text);
    return Array.isArray(disclosures) ? disclosures.map(String) : undefined;
  } catch {
    return undefined;
  }
}

function additionalData({ origin, index }: VaultPlace): Buffer {
  const place = Buffer.alloc(8);
  writeUint64(place, index, 0);
  return Buffer.concat([Buffer.from("TRV1"), sha256(origin), place]);
}
