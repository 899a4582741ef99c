import { readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";

/**
 * Process id of the other process that has this database folder open, where the system can tell (Linux); null
 * otherwise. The engine refuses the folder as well, but only after printing lines of its own.
 */
export async function findFolderOwner(databaseDir: string): Promise<number | null> {
  const status = join(databaseDir, "status");
  const pid = Number(/PID: (\d+)/.exec(await readFile(status, "utf8").catch(() => ""))?.[1] ?? 0);
  if (pid === 0 || pid === process.pid) return null;
  // The file outlives a crash and ids are used again: only a process that holds the file owns the folder.
  const descriptors = `/proc/${pid}/fd`;
  const open = await readdir(descriptors).catch(() => []);
  const targets = await Promise.all(open.map((fd) => readlink(join(descriptors, fd)).catch(() => "")));
  return targets.includes(status) ? pid : null;
}
