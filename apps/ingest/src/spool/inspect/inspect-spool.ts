import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { QUARANTINE_FOLDER } from "../find-segments.ts";
import type { ParsedSegment } from "../parse-segment.ts";
import { readSegment } from "../read-segment.ts";
import { SECTION_TABLES, SEGMENT_SUFFIX } from "../segment-format.ts";

export interface SegmentReport {
  readonly name: string;
  readonly quarantined: boolean;
  readonly bytes: number;
  /** "" when the header is damaged. */
  readonly writer: string;
  readonly createdAt: string;
  readonly commits: number;
  readonly rows: Readonly<Record<string, number>>;
  readonly state: "sealed" | "open or cut short" | "damaged" | "newer format";
  /** One line per damaged place. */
  readonly notes: readonly string[];
}

/** Reads every segment of a spool folder and checks its checksums; changes nothing, so it may run beside an ingest. */
export async function inspectSpool(directory: string): Promise<readonly SegmentReport[]> {
  const waiting = await segmentsIn(directory);
  const aside = await segmentsIn(join(directory, QUARANTINE_FOLDER)).catch((): string[] => []);
  const reports: SegmentReport[] = [];
  for (const path of [...waiting, ...aside]) {
    const report = await inspectSegment(path, aside.includes(path));
    if (report !== null) reports.push(report);
  }
  return reports;
}

async function segmentsIn(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory);
  return names
    .filter((name) => name.endsWith(SEGMENT_SUFFIX))
    .sort()
    .map((name) => join(directory, name));
}

/** null when it was loaded and deleted meanwhile. */
async function inspectSegment(path: string, quarantined: boolean): Promise<SegmentReport | null> {
  const name = path.slice(path.lastIndexOf("/") + 1);
  try {
    const { size } = await stat(path);
    const parsed = await readSegment({ path, id: Number.parseInt(name, 10), acknowledgedBytes: size });
    return { name, quarantined, bytes: size, ...describe(parsed) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function describe(parsed: ParsedSegment): Omit<SegmentReport, "name" | "quarantined" | "bytes"> {
  const { fileHeader, commits, damages, tornBytes } = parsed;
  const header = fileHeader.status === "intact" ? fileHeader.header : null;
  const notes = damages.map(
    ({ from, to, rows }) => `bytes ${from}-${to} fail their checksum (${rows ?? "unknown number of"} rows)`,
  );
  if (tornBytes > 0) notes.push(`${tornBytes} bytes of an interrupted, never acknowledged write at the end`);
  return {
    writer: header?.writer ?? "",
    createdAt: header === null ? "" : new Date(header.createdAtMs).toISOString(),
    commits: commits.length,
    rows: Object.fromEntries(
      SECTION_TABLES.map((table, section) => [
        table,
        commits.reduce((sum, commit) => sum + (commit.header.rows[section] ?? 0), 0),
      ]),
    ),
    state: stateOf(parsed),
    notes,
  };
}

function stateOf({ fileHeader, damages, sealed }: ParsedSegment): SegmentReport["state"] {
  if (fileHeader.status === "newer") return "newer format";
  if (damages.length > 0) return "damaged";
  return sealed ? "sealed" : "open or cut short";
}
