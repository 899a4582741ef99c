import type { RecordKind } from "./kinds.ts";

/** Length of an entry: the Merkle leaf is exactly these bytes. */
export const ENTRY_BYTES = 96;

/** Where the parts of an entry begin, in bytes. All integers are big-endian. */
export const ENTRY_OFFSETS = {
  magic: 0,
  kind: 4,
  flags: 5,
  version: 6,
  index: 8,
  loggedAt: 16,
  start: 24,
  end: 32,
  scope: 40,
  reserved: 56,
  bodyHash: 64,
} as const;

/** `TRE1` */
export const ENTRY_MAGIC = 0x54524531;
export const ENTRY_VERSION = 1;

export const FLAG_LATE = 1;
export const FLAG_TEST = 2;

/** The 96-byte header of one record. Times are microseconds since 1970, UTC; `scope` is 16 bytes, `bodyHash` 32. */
export interface Entry {
  readonly kind: RecordKind;
  readonly late: boolean;
  readonly test: boolean;
  /** Position in the log, from 0. */
  readonly index: number;
  /** The writer's clock; never goes back within a log. */
  readonly loggedAtUs: number;
  readonly startUs: number;
  readonly endUs: number;
  readonly scope: Uint8Array;
  readonly bodyHash: Uint8Array;
}
