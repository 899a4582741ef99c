import { createPublicKey, type KeyObject } from "node:crypto";
import { fromBase64 } from "../hash/base64.ts";
import { sha256 } from "../hash/sha256.ts";

export const LOG_KEY = 0x01;
export const COSIGNER_KEY = 0x04;
export type NoteKeyType = typeof LOG_KEY | typeof COSIGNER_KEY;

/** A key that may have signed a note, C2SP signed-note. */
export interface VerifierKey {
  readonly name: string;
  /** 8 hex digits: the first 4 bytes of SHA-256(name, newline, type, key). */
  readonly keyId: string;
  readonly type: NoteKeyType;
  readonly publicKey: KeyObject;
  /** The text form, `name+keyId+base64`. */
  readonly vkey: string;
}

/** Reads a vkey such as `host/log/tenant/w01+76325a0d+AX64…`; `undefined` when it is not one or its id is wrong. */
export function parseVkey(text: string): VerifierKey | undefined {
  const match = VKEY.exec(text.trim());
  const [, name = "", keyId = "", encoded = ""] = match ?? [];
  const bytes = fromBase64(encoded);
  const type = bytes?.[0];
  if (bytes?.length !== 33 || (type !== LOG_KEY && type !== COSIGNER_KEY)) return undefined;
  const raw = bytes.subarray(1);
  if (keyIdOf(name, type, raw) !== keyId) return undefined;
  return { name, keyId, type, publicKey: publicKeyOf(raw), vkey: text.trim() };
}

/** The vkey of 32 raw Ed25519 public key bytes. */
export function formatVkey(name: string, type: NoteKeyType, raw: Uint8Array): string {
  return `${name}+${keyIdOf(name, type, raw)}+${Buffer.concat([Buffer.of(type), raw]).toString("base64")}`;
}

/** A name that a key may have: no white space, no plus sign. */
export function isKeyName(name: string): boolean {
  return NAME.test(name);
}

const NAME = /^[^\s+]+$/u;
const VKEY = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u;
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

function keyIdOf(name: string, type: NoteKeyType, raw: Uint8Array): string {
  return sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), raw])).toString("hex", 0, 4);
}

function publicKeyOf(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: "der", type: "spki" });
}
