import { LedgerError } from "../ledger-error.ts";
import {
  type Entry,
  ENTRY_BYTES,
  ENTRY_MAGIC,
  ENTRY_OFFSETS as AT,
  ENTRY_VERSION,
  FLAG_LATE,
  FLAG_TEST,
} from "./entry.ts";
import { ENTRY_KINDS } from "./kinds.ts";
import { writeUint64 } from "./uint64.ts";

type Place = Pick<Entry, "index" | "late" | "loggedAtUs">;

/** The 96 bytes of an entry. Throws `LedgerError` for a number outside 0..2^53-1 or a hash of the wrong length. */
export function encodeEntry(entry: Entry): Buffer {
  const { index, late, loggedAtUs } = entry;
  return encodePlacedEntry(entry, { index, late, loggedAtUs });
}

/** The same of what is known before a record has its place, and of its place: no third object is made per span. */
export function encodePlacedEntry(entry: Omit<Entry, keyof Place>, { index, late, loggedAtUs }: Place): Buffer {
  if (entry.scope.length !== 16) throw new LedgerError("entry", "A scope tag has 16 bytes.");
  if (entry.bodyHash.length !== 32) throw new LedgerError("entry", "A body hash has 32 bytes.");
  const bytes = Buffer.allocUnsafe(ENTRY_BYTES);
  bytes.writeUInt32BE(ENTRY_MAGIC, AT.magic);
  bytes[AT.kind] = ENTRY_KINDS[entry.kind];
  bytes[AT.flags] = (late ? FLAG_LATE : 0) | (entry.test ? FLAG_TEST : 0);
  bytes.writeUInt16BE(ENTRY_VERSION, AT.version);
  writeUint64(bytes, index, AT.index);
  writeUint64(bytes, loggedAtUs, AT.loggedAt);
  writeUint64(bytes, entry.startUs, AT.start);
  writeUint64(bytes, entry.endUs, AT.end);
  bytes.set(entry.scope, AT.scope);
  writeUint64(bytes, 0, AT.reserved);
  bytes.set(entry.bodyHash, AT.bodyHash);
  return bytes;
}
