import type { FileHandle } from "node:fs/promises";
import { littleEndian64 } from "./little-endian.ts";
import { parseDirectory } from "./parse-directory.ts";
import type { ZipEntry } from "./zip-entry.ts";
import { ZipError } from "./zip-error.ts";

const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const MAX_DIRECTORY_BYTES = 256 * 1024 * 1024;

/** The files of a ZIP or ZIP64 archive by name. Throws `ZipError` for one that is broken or unsafe to read. */
export async function readDirectory(file: FileHandle): Promise<Map<string, ZipEntry>> {
  const { size } = await file.stat();
  const tailLength = Math.min(size, END_BYTES + LONGEST_COMMENT);
  const tail = await readAt(file, size - tailLength, tailLength);
  const end = findEnd(tail);
  if (end === -1) throw new ZipError("This is not a ZIP file, or its end is missing. Download the export again.");
  const place = (await zip64Place(file, tail, end)) ?? {
    count: tail.readUInt16LE(end + 10),
    bytes: tail.readUInt32LE(end + 12),
    offset: tail.readUInt32LE(end + 16),
  };
  if (place.bytes > MAX_DIRECTORY_BYTES || place.offset + place.bytes > size) {
    throw new ZipError("The directory of the archive points outside of it. Download the export again.");
  }
  return parseDirectory(await readAt(file, place.offset, place.bytes), place.count, place.offset);
}

/** Exactly `length` bytes from `position`. Throws `ZipError` at the end of the file. */
export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  if (bytesRead !== length) throw new ZipError("The archive ends too early. Download the export again.");
  return bytes;
}

function findEnd(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    const isEnd = tail.readUInt32LE(at) === 0x06054b50;
    if (isEnd && tail.readUInt16LE(at + 20) === tail.length - at - END_BYTES) return at;
  }
  return -1;
}

async function zip64Place(
  file: FileHandle,
  tail: Buffer,
  end: number,
): Promise<{ count: number; bytes: number; offset: number } | undefined> {
  const locator = end - 20;
  if (locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50) return undefined;
  const record = await readAt(file, littleEndian64(tail, locator + 8), 56);
  if (record.readUInt32LE(0) !== 0x06064b50) throw new ZipError("The ZIP64 directory of the archive is broken.");
  return { count: littleEndian64(record, 32), bytes: littleEndian64(record, 40), offset: littleEndian64(record, 48) };
}
