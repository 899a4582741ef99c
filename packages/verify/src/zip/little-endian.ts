import { readUint64 } from "@spanledger/ledger";

/** 8 bytes that ZIP stores with the lowest first. */
export function littleEndian64(bytes: Buffer, at: number): number {
  return readUint64(Buffer.from(bytes.subarray(at, at + 8)).reverse(), 0);
}
