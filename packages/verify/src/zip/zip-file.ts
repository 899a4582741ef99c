import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { createInflateRaw } from "node:zlib";
import { readAt, readDirectory } from "./read-directory.ts";
import type { ZipEntry } from "./zip-entry.ts";
import { ZipError } from "./zip-error.ts";

export interface ZipFile {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** The bytes of a file in pieces. Throws `ZipError` when there are more or fewer than the directory says. */
  readonly open: (name: string) => AsyncIterable<Buffer>;
  readonly close: () => Promise<void>;
}

const CHUNK_BYTES = 256 * 1024;

/** Opens an archive; files are read as streams, several at a time if need be. */
export async function openZip(path: string): Promise<ZipFile> {
  const file = await open(path, "r");
  try {
    const entries = await readDirectory(file);
    return {
      entries,
      open: (name) => readEntry({ path, file, entry: entries.get(name), name }),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

interface Reading {
  readonly path: string;
  readonly file: FileHandle;
  readonly entry: ZipEntry | undefined;
  readonly name: string;
}

async function* readEntry({ path, file, entry, name }: Reading): AsyncGenerator<Buffer> {
  if (entry === undefined) throw new ZipError(`The archive has no file ${name}.`);
  const header = await readAt(file, entry.offset, 30);
  if (header.readUInt32LE(0) !== 0x04034b50) throw new ZipError(`${name} does not begin where the archive says.`);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (entry.compressedSize === 0) return;
  const raw = createReadStream(path, { start, end: start + entry.compressedSize - 1, highWaterMark: CHUNK_BYTES });
  let size = 0;
  try {
    for await (const chunk of entry.deflated ? inflate(raw) : raw) {
      size += (chunk as Buffer).length;
      if (size > entry.size) break;
      yield chunk as Buffer;
    }
  } catch (cause) {
    throw new ZipError(`${name} cannot be unpacked. Download the export again.`, { cause });
  } finally {
    raw.destroy();
  }
  if (size !== entry.size) throw new ZipError(`${name} does not have the ${entry.size} bytes that the archive says.`);
}

function inflate(raw: ReturnType<typeof createReadStream>): AsyncIterable<unknown> {
  const stream = createInflateRaw({ chunkSize: CHUNK_BYTES });
  raw.on("error", (error) => stream.destroy(error));
  return raw.pipe(stream);
}
