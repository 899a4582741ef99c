import { crc32 } from "node:zlib";
import { COMMIT_MAGIC, FRAME_HEADER_BYTES, SEAL_MAGIC, type FrameHeader } from "./segment-format.ts";

const LEDGER_BYTES_AT = FRAME_HEADER_BYTES - 8;
const HEADER_CRC_AT = FRAME_HEADER_BYTES - 4;

/** 64 bytes that precede the rows of a commit. */
export function encodeFrameHeader(header: FrameHeader): Buffer {
  const bytes = Buffer.alloc(FRAME_HEADER_BYTES);
  (header.kind === "commit" ? COMMIT_MAGIC : SEAL_MAGIC).copy(bytes, 0);
  bytes.writeUInt32LE(header.schema, 4);
  bytes.writeBigUInt64LE(BigInt(header.segment), 8);
  bytes.writeUInt32LE(header.index, 16);
  for (let section = 0; section < 3; section += 1) {
    bytes.writeUInt32LE(header.rows[section] ?? 0, 20 + section * 8);
    bytes.writeUInt32LE(header.bytes[section] ?? 0, 24 + section * 8);
  }
  bytes.writeUInt32LE(header.payloadCrc, 44);
  bytes.writeBigUInt64LE(BigInt(Math.trunc(header.committedAtMs)), 48);
  bytes.writeUInt32LE(header.ledgerBytes, LEDGER_BYTES_AT);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, HEADER_CRC_AT)), HEADER_CRC_AT);
  return bytes;
}

/** null when the bytes are no intact header of this segment. */
export function decodeFrameHeader(bytes: Buffer, segment: number): FrameHeader | null {
  if (bytes.length < FRAME_HEADER_BYTES) return null;
  const magic = bytes.subarray(0, 4);
  const kind = magic.equals(COMMIT_MAGIC) ? "commit" : magic.equals(SEAL_MAGIC) ? "seal" : null;
  if (kind === null || bytes.readUInt32LE(HEADER_CRC_AT) !== crc32(bytes.subarray(0, HEADER_CRC_AT))) return null;
  if (bytes.readBigUInt64LE(8) !== BigInt(segment)) return null;
  return {
    kind,
    schema: bytes.readUInt32LE(4),
    segment,
    index: bytes.readUInt32LE(16),
    rows: [bytes.readUInt32LE(20), bytes.readUInt32LE(28), bytes.readUInt32LE(36)],
    bytes: [bytes.readUInt32LE(24), bytes.readUInt32LE(32), bytes.readUInt32LE(40)],
    ledgerBytes: bytes.readUInt32LE(LEDGER_BYTES_AT),
    payloadCrc: bytes.readUInt32LE(44),
    committedAtMs: Number(bytes.readBigUInt64LE(48)),
  };
}
