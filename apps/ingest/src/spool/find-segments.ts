import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { SEGMENT_SUFFIX } from "./segment-format.ts";
import type { SealedSegment } from "./spool.ts";

export const QUARANTINE_FOLDER = "quarantine";
export const LOAD_FOLDER = "load";

export interface FoundSegments {
  /** Oldest first. */
  readonly segments: readonly SealedSegment[];
  readonly quarantined: number;
  /** Above every id ever used here. */
  readonly nextId: number;
}

/** Makes the folders of a spool and lists what an earlier run left; whether it is intact is found out by loading it. */
export async function findSegments(directory: string): Promise<FoundSegments> {
  await mkdir(join(directory, QUARANTINE_FOLDER), { recursive: true });
  await rm(join(directory, LOAD_FOLDER), { recursive: true, force: true });
  await mkdir(join(directory, LOAD_FOLDER));
  const names = (await readdir(directory)).filter(isSegment).sort();
  const quarantined = (await readdir(join(directory, QUARANTINE_FOLDER))).filter(isSegment);
  const segments: SealedSegment[] = [];
  for (const name of names) {
    const segment = await describeSegment(join(directory, name), name);
    if (segment.bytes === 0) await rm(segment.path);
    else segments.push(segment);
  }
  const nextId = 1 + [...names, ...quarantined].reduce((highest, name) => Math.max(highest, idOf(name)), 0);
  return { segments, quarantined: quarantined.length, nextId };
}

async function describeSegment(path: string, fileName: string): Promise<SealedSegment> {
  const { size, birthtimeMs, mtimeMs } = await stat(path);
  const name = fileName.slice(0, -SEGMENT_SUFFIX.length);
  const writer = name.slice(name.indexOf("-") + 1);
  const createdAtMs = birthtimeMs > 0 ? Math.min(birthtimeMs, mtimeMs) : mtimeMs;
  return { name, id: idOf(name), writer, path, acknowledgedBytes: Infinity, bytes: size, createdAtMs };
}

function isSegment(name: string): boolean {
  return /^\d{12}-[\w-]+\.segment$/.test(name);
}

function idOf(name: string): number {
  return Number.parseInt(name, 10);
}
