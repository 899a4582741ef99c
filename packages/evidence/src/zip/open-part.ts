import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { crc32, createDeflateRaw } from "node:zlib";
import type { ZipPart } from "./zip-part.ts";

export interface PartWriter {
  /** Resolves when more may be written; memory stays flat only if it is awaited. */
  readonly write: (bytes: Buffer) => Promise<void>;
  /** No more is written: the part as it will be listed. */
  readonly end: () => Promise<ZipPart>;
}

/** The fastest level: what takes space in an export is hashes and nonces, which no level packs. */
const DEFLATE_LEVEL = 1;
/** Each piece that comes out of the packer is a turn of the event loop. */
const CHUNK_BYTES = 64 * 1024;

/** Packs one file of an archive into the folder, while it is written. Rejects with the disk's error. */
export function openPart(directory: string, name: string): PartWriter {
  const packedPath = join(directory, `${name.replaceAll("/", "__")}.deflate`);
  const hash = createHash("sha256");
  const deflate = createDeflateRaw({ level: DEFLATE_LEVEL, chunkSize: CHUNK_BYTES });
  const file = createWriteStream(packedPath, { mode: 0o600, highWaterMark: CHUNK_BYTES });
  deflate.pipe(file);
  const done = Promise.all([finished(deflate), finished(file)]);
  // It is awaited at the end; until then a failure must not count as unhandled.
  done.catch(() => undefined);
  file.on("error", (error) => deflate.destroy(error));
  let bytes = 0;
  let checksum = 0;
  return {
    async write(chunk) {
      if (chunk.length === 0) return;
      hash.update(chunk);
      checksum = crc32(chunk, checksum);
      bytes += chunk.length;
      if (!deflate.write(chunk)) await Promise.race([new Promise((go) => deflate.once("drain", go)), done]);
    },
    async end() {
      deflate.end();
      await done;
      return { name, bytes, sha256: hash.digest("hex"), crc32: checksum, packedBytes: file.bytesWritten, packedPath };
    },
  };
}
