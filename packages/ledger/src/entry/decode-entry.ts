import {
  type Entry,
  ENTRY_BYTES,
  ENTRY_MAGIC,
  ENTRY_OFFSETS as AT,
  ENTRY_VERSION,
  FLAG_LATE,
  FLAG_TEST,
} from "./entry.ts";
import { kindOfCode } from "./kinds.ts";
import { readUint64 } from "./uint64.ts";

export type DecodedEntry =
  | { readonly status: "entry"; readonly entry: Entry }
  | { readonly status: "malformed"; readonly reason: string };

/** Reads the 96 bytes at `at`. `reason` is a clause such as "its magic is not TRE1". */
export function decodeEntry(bytes: Buffer, at = 0): DecodedEntry {
  const reason = entryMalformation(bytes, at);
  if (reason !== undefined) return { status: "malformed", reason };
  const kind = kindOfCode(bytes[at + AT.kind] ?? 0);
  if (kind === undefined) return { status: "malformed", reason: `its kind ${bytes[at + AT.kind]} is unknown` };
  const flags = bytes[at + AT.flags] ?? 0;
  const entry: Entry = {
    kind,
    late: (flags & FLAG_LATE) !== 0,
    test: (flags & FLAG_TEST) !== 0,
    index: readUint64(bytes, at + AT.index),
    loggedAtUs: readUint64(bytes, at + AT.loggedAt),
    startUs: readUint64(bytes, at + AT.start),
    endUs: readUint64(bytes, at + AT.end),
    scope: bytes.subarray(at + AT.scope, at + AT.scope + 16),
    bodyHash: bytes.subarray(at + AT.bodyHash, at + AT.bodyHash + 32),
  };
  return { status: "entry", entry };
}

/** What keeps the 96 bytes at `at` from being an entry, as a clause; `undefined` when nothing does. */
export function entryMalformation(bytes: Buffer, at: number): string | undefined {
  if (bytes.length - at < ENTRY_BYTES) return `it has fewer than ${ENTRY_BYTES} bytes`;
  if (bytes.readUInt32BE(at + AT.magic) !== ENTRY_MAGIC) return "its magic is not TRE1";
  if (bytes.readUInt16BE(at + AT.version) !== ENTRY_VERSION) return "its schema version is not 1";
  if (((bytes[at + AT.flags] ?? 0) & ~(FLAG_LATE | FLAG_TEST)) !== 0) return "it sets unknown flags";
  const reserved = bytes.readUInt32BE(at + AT.reserved) | bytes.readUInt32BE(at + AT.reserved + 4);
  return reserved === 0 ? undefined : "its reserved bytes are not zero";
}
