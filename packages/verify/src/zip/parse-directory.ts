import { littleEndian64 } from "./little-endian.ts";
import type { ZipEntry } from "./zip-entry.ts";
import { ZipError } from "./zip-error.ts";

const HEADER_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
const MAX_RATIO = 200;
const WHOLE_32 = 0xffffffff;
const SYMLINK = 0o120000;
const FILE_TYPE = 0o170000;
const ENCRYPTED = 0x2041;
const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** Reads the central directory, which begins at `start`; every rule that keeps a hostile archive out is here. */
export function parseDirectory(bytes: Buffer, count: number, start: number): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let seen = 0; seen < count; seen += 1) {
    if (at + HEADER_BYTES > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) {
      throw new ZipError("The directory of the archive is broken. Download the export again.");
    }
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const entry = readEntry(bytes.subarray(at), nameLength, extraLength);
    if (!entry.name.endsWith("/")) {
      if (entries.has(entry.name)) throw new ZipError(`The archive holds ${entry.name} twice.`);
      entries.set(entry.name, entry);
    }
    at += HEADER_BYTES + nameLength + extraLength + bytes.readUInt16LE(at + 32);
  }
  refuseOverlap([...entries.values()], start);
  return entries;
}

function readEntry(header: Buffer, nameLength: number, extraLength: number): ZipEntry {
  const name = readName(header.subarray(HEADER_BYTES, HEADER_BYTES + nameLength));
  const method = header.readUInt16LE(10);
  const mode = header.readUInt32LE(38) >>> 16;
  if ((header.readUInt16LE(8) & ENCRYPTED) !== 0) throw new ZipError(`${name} is encrypted in the archive.`);
  if (method !== 0 && method !== 8)
    throw new ZipError(`${name} is packed by a method that is neither store nor deflate.`);
  if ((mode & FILE_TYPE) === SYMLINK) throw new ZipError(`${name} is a symbolic link.`);
  const extra = header.subarray(HEADER_BYTES + nameLength, HEADER_BYTES + nameLength + extraLength);
  const [size = 0, compressedSize = 0, offset = 0] = wide(
    [header.readUInt32LE(24), header.readUInt32LE(20), header.readUInt32LE(42)],
    extra,
  );
  if (method === 0 ? size !== compressedSize : size > compressedSize * MAX_RATIO) {
    throw new ZipError(`${name} has a size that its packed size does not allow.`);
  }
  return { name, deflated: method === 8, compressedSize, size, offset };
}

function readName(bytes: Buffer): string {
  let name: string;
  try {
    name = UTF8.decode(bytes);
  } catch (cause) {
    throw new ZipError("A file name in the archive is not UTF-8.", { cause });
  }
  const parts = name.split("/");
  // oxlint-disable-next-line no-control-regex -- names with control characters are what it looks for
  if (name.startsWith("/") || parts.includes("..") || /[\\:\u0000-\u001f]/u.test(name) || name === "") {
    throw new ZipError(`The archive holds a file with the unsafe name ${JSON.stringify(name)}.`);
  }
  return name;
}

/** Replaces the values that do not fit 32 bits by those of the ZIP64 extra field. */
function wide(values: readonly number[], extra: Buffer): number[] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  let next = at + 4;
  return values.map((value) => {
    if (value !== WHOLE_32) return value;
    if (next + 8 > extra.length) throw new ZipError("The archive lacks a ZIP64 size. Download the export again.");
    next += 8;
    return littleEndian64(extra, next - 8);
  });
}

function refuseOverlap(entries: readonly ZipEntry[], directoryStart: number): void {
  let free = 0;
  for (const entry of [...entries].sort((left, right) => left.offset - right.offset)) {
    const end = entry.offset + LOCAL_HEADER_BYTES + entry.compressedSize;
    if (entry.offset < free || end > directoryStart)
      throw new ZipError(`${entry.name} overlaps another part of the archive.`);
    free = end;
  }
}
