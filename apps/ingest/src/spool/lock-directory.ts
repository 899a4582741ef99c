import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { open, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SpoolLockedError } from "./errors.ts";

const LOCK_FILE = "spool.lock";
const HEARTBEAT_MS = 4_000;
/** An owner on another machine is gone when its file was not touched for three heartbeats. */
const FOREIGN_STALE_MS = 3 * HEARTBEAT_MS;

interface Owner {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  /** Start of the process in clock ticks since boot: the same pid may be another process. "" where unknown. */
  readonly processStart: string;
}

/**
 * Makes this process the only writer of the folder until the returned function is called.
 * Throws SpoolLockedError when another process that is alive has it.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, LOCK_FILE);
  const owner: Owner = {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    processStart: processStart(process.pid),
  };
  while (!(await created(path, owner))) {
    const other = await currentOwner(path);
    if (other !== null && (await isAlive(path, other))) throw new SpoolLockedError(sentence(directory, other));
    await removeStale(path, other);
  }
  const heartbeat = setInterval(() => void touch(path), HEARTBEAT_MS).unref();
  return async () => {
    clearInterval(heartbeat);
    if ((await currentOwner(path))?.token === owner.token) await rm(path, { force: true });
  };
}

async function created(path: string, owner: Owner): Promise<boolean> {
  try {
    const handle = await open(path, "wx", 0o600);
    await handle.writeFile(JSON.stringify(owner)).finally(() => handle.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function currentOwner(path: string): Promise<Owner | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Owner;
  } catch {
    return null;
  }
}

async function isAlive(path: string, owner: Owner): Promise<boolean> {
  if (owner.host === hostname()) return processStart(owner.pid) === owner.processStart && processExists(owner.pid);
  const before = await touchedAt(path);
  if (Date.now() - before > FOREIGN_STALE_MS) return false;
  await sleep(FOREIGN_STALE_MS);
  return (await touchedAt(path)) !== before;
}

/** Renamed first, so that of two starting processes only one removes what both found stale. */
async function removeStale(path: string, expected: Owner | null): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const moved = await currentOwner(aside);
  if (moved?.token === expected?.token) await rm(aside, { force: true });
  else await rename(aside, path);
}

async function touchedAt(path: string): Promise<number> {
  return stat(path).then(
    (stats) => stats.mtimeMs,
    () => 0,
  );
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function processStart(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8");
    return fields.slice(fields.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function sentence(directory: string, owner: Owner): string {
  const where = owner.host === hostname() ? `process ${owner.pid}` : `process ${owner.pid} on ${owner.host}`;
  return `The spool folder ${directory} is in use by ${where}. Stop that process first, or give this one another SPANLEDGER_DATA_DIR.`;
}
