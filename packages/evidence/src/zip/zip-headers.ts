import type { ZipPart } from "./zip-part.ts";

export interface PlacedPart extends ZipPart {
  /** Of its local header in the archive. */
  readonly offset: number;
}

/** 1980-01-01, the first date that a ZIP can hold: an export has no file times. */
const DATE = 0x0021;
const VERSION_ZIP64 = 45;
const UTF8_NAMES = 0x0800;
const DEFLATE = 8;
const IN_EXTRA = 0xffffffff;
const REGULAR_FILE = 0o100644;

export function localHeader({ name, crc32, bytes, packedBytes }: ZipPart): Buffer {
  const text = Buffer.from(name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  writeCommon(header, 4, { crc32, nameBytes: text.length, extraBytes: 20 });
  return Buffer.concat([header, text, zip64Extra([bytes, packedBytes])]);
}

export function centralHeader({ name, crc32, bytes, packedBytes, offset }: PlacedPart): Buffer {
  const text = Buffer.from(name);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE((3 << 8) | VERSION_ZIP64, 4);
  writeCommon(header, 6, { crc32, nameBytes: text.length, extraBytes: 28 });
  header.writeUInt32LE((REGULAR_FILE << 16) >>> 0, 38);
  header.writeUInt32LE(IN_EXTRA, 42);
  return Buffer.concat([header, text, zip64Extra([bytes, packedBytes, offset])]);
}

/** What closes an archive: the ZIP64 record, its locator, and the old record that points to them. */
export function endOfDirectory(directory: {
  readonly count: number;
  readonly bytes: number;
  readonly offset: number;
}): Buffer {
  const { count, bytes, offset } = directory;
  const end = Buffer.alloc(56 + 20 + 22);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(VERSION_ZIP64, 12);
  end.writeUInt16LE(VERSION_ZIP64, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(bytes), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(offset + bytes), 64);
  end.writeUInt32LE(1, 72);
  end.writeUInt32LE(0x06054b50, 76);
  end.writeUInt16LE(0xffff, 84);
  end.writeUInt16LE(0xffff, 86);
  end.writeUInt32LE(IN_EXTRA, 88);
  end.writeUInt32LE(IN_EXTRA, 92);
  return end;
}

interface Common {
  readonly crc32: number;
  readonly nameBytes: number;
  readonly extraBytes: number;
}

/** The fields that local and central header share, in the same order. */
function writeCommon(header: Buffer, at: number, { crc32, nameBytes, extraBytes }: Common): void {
  header.writeUInt16LE(VERSION_ZIP64, at);
  header.writeUInt16LE(UTF8_NAMES, at + 2);
  header.writeUInt16LE(DEFLATE, at + 4);
  header.writeUInt16LE(DATE, at + 8);
  header.writeUInt32LE(crc32, at + 10);
  header.writeUInt32LE(IN_EXTRA, at + 14);
  header.writeUInt32LE(IN_EXTRA, at + 18);
  header.writeUInt16LE(nameBytes, at + 22);
  header.writeUInt16LE(extraBytes, at + 24);
}

function zip64Extra(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  for (const [at, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + at * 8);
  return extra;
}
