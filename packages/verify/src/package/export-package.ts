import { createHash } from "node:crypto";
import { openZip } from "../zip/zip-file.ts";
import { ZipError } from "../zip/zip-error.ts";

/** An export while it is read: every file that passes is hashed on the way. */
export interface ExportPackage {
  readonly names: readonly string[];
  readonly has: (name: string) => boolean;
  /** Bytes after unpacking; 0 for a file that is not there. */
  readonly size: (name: string) => number;
  readonly open: (name: string) => AsyncIterable<Buffer>;
  /** A small file as UTF-8; `undefined` when the export does not have it. */
  readonly text: (name: string) => Promise<string | undefined>;
  readonly bytes: (name: string) => Promise<Buffer | undefined>;
  /** SHA-256 in hex, without reading the file again when it has passed already. */
  readonly sha256: (name: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

const MAX_SMALL_BYTES = 64 * 1024 * 1024;

/** Opens an export. Throws `ZipError` for an archive that is broken or unsafe. */
export async function openPackage(path: string): Promise<ExportPackage> {
  const zip = await openZip(path);
  const hashes = new Map<string, string>();
  const size = (name: string) => zip.entries.get(name)?.size ?? 0;

  async function* hashed(name: string): AsyncGenerator<Buffer> {
    const hash = createHash("sha256");
    for await (const chunk of zip.open(name)) {
      hash.update(chunk);
      yield chunk;
    }
    hashes.set(name, hash.digest("hex"));
  }

  const bytes = async (name: string) => {
    if (!zip.entries.has(name)) return undefined;
    if (size(name) > MAX_SMALL_BYTES) throw new ZipError(`${name} is larger than any export makes it.`);
    const chunks: Buffer[] = [];
    for await (const chunk of hashed(name)) chunks.push(chunk);
    return Buffer.concat(chunks);
  };

  return {
    names: [...zip.entries.keys()],
    has: (name) => zip.entries.has(name),
    size,
    open: hashed,
    bytes,
    text: async (name) => (await bytes(name))?.toString("utf8"),
    sha256: async (name) => {
      if (!hashes.has(name)) for await (const chunk of hashed(name)) void chunk;
      return hashes.get(name) ?? "";
    },
    close: zip.close,
  };
}
