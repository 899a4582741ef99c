import { open } from "node:fs/promises";
import { join } from "node:path";
import { logOrigin } from "./log-origin.ts";

const HASH_BYTES = 32;

/**
 * Leaf hashes of a project's log, one after the other, outside of the database: with them a changed entry is found by
 * its index. Writing the same place again writes the same bytes.
 */
export async function writeLeaves(path: string, first: number, leaves: readonly Uint8Array[]): Promise<void> {
  const handle = await open(path, "r+").catch(() => open(path, "w+", 0o600));
  try {
    const bytes = Buffer.concat(leaves);
    await handle.write(bytes, 0, bytes.length, first * HASH_BYTES);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** Hashes of records `from` to `to` (exclusive); shorter, or empty, when the file has fewer. */
export async function readLeaves(path: string, from: number, to: number): Promise<Buffer> {
  const handle = await open(path, "r").catch(() => null);
  if (handle === null) return Buffer.alloc(0);
  try {
    const bytes = Buffer.alloc(Math.max(0, to - from) * HASH_BYTES);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from * HASH_BYTES);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The file's name does not tell the project. */
export function leafPath(folder: string, log: string, projectId: string): string {
  const tag = logOrigin(log, projectId).split("/").at(-2) ?? "";
  return join(folder, `${log}-${tag}.leaves`);
}
