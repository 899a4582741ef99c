import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";

/**
 * Whether another process has the data folder. The engine writes its process id into `status` and keeps that file open;
 * a number left by a crash may belong to anything by now, so a live process alone is only "maybe".
 */
export function isFolderLocked(path: string): "yes" | "maybe" | "no" {
  const owner = ownerOf(path);
  if (owner === undefined || owner === process.pid || !isAlive(owner)) return "no";
  return holdsOpen(owner, join(path, "status")) ? "yes" : "maybe";
}

function ownerOf(path: string): number | undefined {
  try {
    const digits = /PID: (\d+)/.exec(readFileSync(join(path, "status"), "utf8"))?.[1];
    return digits === undefined ? undefined : Number(digits);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Linux shows a process's open files; elsewhere opening the folder has to tell. */
function holdsOpen(pid: number, file: string): boolean {
  try {
    const target = realpathSync(file);
    const directory = `/proc/${pid}/fd`;
    return readdirSync(directory).some((descriptor) => readlinkSync(join(directory, descriptor)) === target);
  } catch {
    return false;
  }
}
