import { closeSync, fsync, openSync } from "node:fs";
import { open, rename, statfs, unlink, type FileHandle } from "node:fs/promises";
import { promisify } from "node:util";
import type { SpoolFile, SpoolFileSystem } from "./file-system.ts";

/** The kernel takes at most 1,024 buffers in one call. */
const BUFFERS_PER_CALL = 1024;

const synchronise = promisify(fsync);

/** The real disk. Under load each wait is a round of the event loop: only what the disk takes time for is waited for. */
export const nodeFileSystem: SpoolFileSystem = {
  create: async (path) => toSpoolFile(await open(path, "wx", 0o600)),
  remove: (path) => unlink(path).catch(ignoreMissing),
  rename,
  syncDirectory: async (path) => {
    const directory = openSync(path, "r");
    try {
      await synchronise(directory);
    } finally {
      closeSync(directory);
    }
  },
  freeBytes: async (directory) => {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  },
};

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}

function toSpoolFile(handle: FileHandle): SpoolFile {
  return {
    write: (buffers, position) => writeAll(handle, { buffers, position }),
    sync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    close: () => handle.close(),
  };
}

interface Write {
  readonly buffers: readonly Uint8Array[];
  readonly position: number;
}

async function writeAll(handle: FileHandle, write: Write): Promise<void> {
  let { position } = write;
  let rest = write.buffers.filter((buffer) => buffer.length > 0);
  while (rest.length > 0) {
    const { bytesWritten } = await handle.writev(rest.slice(0, BUFFERS_PER_CALL), position);
    position += bytesWritten;
    rest = without(rest, bytesWritten);
  }
}

/** A call may write less than it was given, in the middle of a buffer. */
function without(buffers: readonly Uint8Array[], written: number): Uint8Array[] {
  let skip = written;
  let index = 0;
  for (const buffer of buffers) {
    if (skip < buffer.length) break;
    skip -= buffer.length;
    index += 1;
  }
  const [first, ...others] = buffers.slice(index);
  return first === undefined ? [] : [first.subarray(skip), ...others];
}
