import { LedgerError } from "../ledger-error.ts";

const HIGH = 2 ** 32;

/** Writes a safe non-negative integer as 8 big-endian bytes. Numbers, not bigints: this runs several times per span. */
export function writeUint64(bytes: Buffer, value: number, at: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new LedgerError("range", `${value} is not an integer from 0 to 2^53-1.`);
  }
  bytes.writeUInt32BE(Math.floor(value / HIGH), at);
  bytes.writeUInt32BE(value % HIGH, at + 4);
}

/** Reads 8 big-endian bytes; a value above 2^53-1 comes back as it rounds, so that callers compare and refuse it. */
export function readUint64(bytes: Buffer, at: number): number {
  return bytes.readUInt32BE(at) * HIGH + bytes.readUInt32BE(at + 4);
}
