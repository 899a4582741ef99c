import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { centralHeader, endOfDirectory, localHeader, type PlacedPart } from "./zip-headers.ts";
import type { ZipPart } from "./zip-part.ts";

/**
 * Writes the archive: files sorted by name, one fixed date, ZIP64 sizes throughout (PKWARE APPNOTE 4.3), so that the
 * same files always give the same bytes. The archive is on disk when it resolves.
 */
export async function assembleZip(path: string, parts: readonly ZipPart[]): Promise<Archive> {
  const handle = await open(path, "w", 0o600);
  const file: Output = { handle, hash: createHash("sha256") };
  try {
    const placed: PlacedPart[] = [];
    let offset = 0;
    for (const part of [...parts].sort((left, right) => (left.name < right.name ? -1 : 1))) {
      placed.push({ ...part, offset });
      offset += await append(file, localHeader(part));
      offset += await copy(file, part.packedPath);
    }
    const directory = Buffer.concat(placed.map(centralHeader));
    await append(file, directory);
    const end = endOfDirectory({ count: placed.length, bytes: directory.length, offset });
    await append(file, end);
    await handle.sync();
    return { bytes: offset + directory.length + end.length, sha256: file.hash.digest("hex") };
  } finally {
    await handle.close();
  }
}

export interface Archive {
  readonly bytes: number;
  /** Of the whole archive, 64 hex digits. */
  readonly sha256: string;
}

interface Output {
  readonly handle: FileHandle;
  readonly hash: Hash;
}

async function append({ handle, hash }: Output, bytes: Buffer): Promise<number> {
  hash.update(bytes);
  const { bytesWritten } = await handle.write(bytes);
  if (bytesWritten !== bytes.length) throw new Error(`The disk took ${bytesWritten} of ${bytes.length} bytes.`);
  return bytesWritten;
}

async function copy(file: Output, path: string): Promise<number> {
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    bytes += await append(file, chunk as Buffer);
  }
  return bytes;
}
