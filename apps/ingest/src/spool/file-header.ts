import { crc32 } from "node:zlib";
import {
  FILE_MAGIC,
  FILE_PREFIX_BYTES,
  FORMAT_VERSION,
  SECTION_TABLES,
  type Columns,
  type SegmentHeader,
} from "./segment-format.ts";

/** The start of a segment file: magic, version, and JSON that says how its rows are written. */
export function encodeFileHeader(header: SegmentHeader): Buffer {
  const json = Buffer.from(JSON.stringify(header), "utf8");
  const prefix = Buffer.alloc(FILE_PREFIX_BYTES);
  FILE_MAGIC.copy(prefix, 0);
  prefix.writeUInt32LE(FORMAT_VERSION, 8);
  prefix.writeUInt32LE(json.length, 12);
  prefix.writeUInt32LE(crc32(json), 16);
  return Buffer.concat([prefix, json]);
}

export type FileHeaderResult =
  | { readonly status: "intact"; readonly header: SegmentHeader; readonly length: number }
  | { readonly status: "damaged" }
  | { readonly status: "newer"; readonly version: number };

/** Reads the start of a segment; `bytes` may hold more than the header. */
export function decodeFileHeader(bytes: Buffer): FileHeaderResult {
  if (bytes.length < FILE_PREFIX_BYTES || !bytes.subarray(0, 8).equals(FILE_MAGIC)) return { status: "damaged" };
  const version = bytes.readUInt32LE(8);
  const length = FILE_PREFIX_BYTES + bytes.readUInt32LE(12);
  const json = bytes.subarray(FILE_PREFIX_BYTES, length);
  if (length > bytes.length || bytes.readUInt32LE(16) !== crc32(json)) return { status: "damaged" };
  if (version > FORMAT_VERSION) return { status: "newer", version };
  return { status: "intact", header: JSON.parse(json.toString("utf8")) as SegmentHeader, length };
}

/** Identifies a column list: rows of two segments with the same one can be read alike. */
export function schemaCrc(columns: Columns): number {
  return crc32(SECTION_TABLES.map((table) => `${table}(${columns[table].join(",")})`).join(";"));
}
