import { deflateRawSync } from "node:zlib";

export type Files = ReadonlyMap<string, Buffer>;

interface Options {
  /** Writes every size and offset in the ZIP64 form, as an archive above 4 GiB has them. */
  readonly zip64?: boolean;
  /** Changes the central directory header of a file before it is written. */
  readonly header?: (name: string, header: Buffer) => void;
}

/** A ZIP archive of the files. */
export function writeZip(
  files: Files | readonly (readonly [string, Buffer])[],
  { zip64 = false, header }: Options = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, bytes] of files) {
    const packed = deflateRawSync(bytes, { level: 1 });
    const store = packed.length * 150 < bytes.length || packed.length >= bytes.length;
    const body = store ? bytes : packed;
    const central = centralHeader({ name, store, packed: body.length, size: bytes.length, offset, zip64 });
    header?.(name, central);
    directory.push(central);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    parts.push(local, Buffer.from(name), body);
    offset += 30 + Buffer.byteLength(name) + body.length;
  }
  const bytes = Buffer.concat(directory);
  return Buffer.concat([
    ...parts,
    bytes,
    ...(zip64 ? [zip64End(directory.length, bytes.length, offset)] : []),
    end(directory.length, bytes.length, zip64 ? 0xffffffff : offset),
  ]);
}

interface Header {
  readonly name: string;
  readonly store: boolean;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
  readonly zip64: boolean;
}

function centralHeader({ name, store, packed, size, offset, zip64 }: Header): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(store ? 0 : 8, 10);
  header.writeUInt16LE(Buffer.byteLength(name), 28);
  const extra = Buffer.alloc(zip64 ? 28 : 0);
  for (const [at, value] of [
    [24, size],
    [20, packed],
    [42, offset],
  ] as const) {
    header.writeUInt32LE(zip64 ? 0xffffffff : value, at);
  }
  if (zip64) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    [size, packed, offset].forEach((value, at) => extra.writeBigUInt64LE(BigInt(value), 4 + at * 8));
    header.writeUInt16LE(extra.length, 30);
  }
  return Buffer.concat([header, Buffer.from(name), extra]);
}

function zip64End(count: number, bytes: number, offset: number): Buffer {
  const record = Buffer.alloc(56 + 20);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(bytes), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(offset + bytes), 64);
  return record;
}

function end(count: number, bytes: number, offset: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count & 0xffff, 10);
  record.writeUInt32LE(bytes, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}
