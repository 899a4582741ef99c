import { closeSync, fstatSync, ftruncate, openSync, writev } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { RowTable } from "@spanledger/clickhouse";
import { schemaCrc } from "../spool/file-header.ts";
import { LOAD_FOLDER } from "../spool/find-segments.ts";
import type { Commit, ParsedSegment } from "../spool/parse-segment.ts";
import { CURRENT_COLUMNS, SECTION_TABLES, type Columns } from "../spool/segment-format.ts";

const BUFFERS_PER_CALL = 1024;
const writeBuffers = promisify(writev);
const truncate = promisify(ftruncate);

export interface TableFile {
  readonly table: RowTable;
  readonly columns: readonly string[];
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Writes the rows of the intact commits to one file per table, pure RowBinary that ClickHouse reads by itself.
 * The files are scratch space, overwritten by the next segment: pages that stay in memory cost a tenth of new ones.
 * null when it is not known in which columns the rows were written.
 */
export async function materialiseSegment(
  directory: string,
  parsed: ParsedSegment,
): Promise<readonly TableFile[] | null> {
  const columns = columnsOf(parsed);
  if (columns === null) return null;
  const files: TableFile[] = [];
  for (const [section, table] of SECTION_TABLES.entries()) {
    const chunks = parsed.commits.map((commit) => sectionOf(commit, section));
    const rows = parsed.commits.reduce((sum, commit) => sum + (commit.header.rows[section] ?? 0), 0);
    if (rows === 0) continue;
    const path = join(directory, LOAD_FOLDER, `${table}.rowbinary`);
    const bytes = await overwrite(path, chunks);
    files.push({ table, columns: columns[table], path, rows, bytes });
  }
  return files;
}

/** Writes rows that were made here, as `materialiseSegment` does. */
export async function materialiseRows(directory: string, table: string, rows: Uint8Array): Promise<string> {
  const path = join(directory, LOAD_FOLDER, `${table}.rowbinary`);
  await overwrite(path, [Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength)]);
  return path;
}

function columnsOf(parsed: ParsedSegment): Columns | null {
  if (parsed.fileHeader.status === "intact") return parsed.fileHeader.header.columns;
  const current = schemaCrc(CURRENT_COLUMNS);
  return parsed.commits.every((commit) => commit.header.schema === current) ? CURRENT_COLUMNS : null;
}

function sectionOf({ header, payload }: Commit, section: number): Buffer {
  const start = header.bytes.slice(0, section).reduce((sum, bytes) => sum + bytes, 0);
  return payload.subarray(start, start + (header.bytes[section] ?? 0));
}

/** Waits for the bytes alone: under load each wait is a round of the event loop. */
async function overwrite(path: string, chunks: readonly Buffer[]): Promise<number> {
  const file = openToWrite(path);
  try {
    let position = 0;
    for (let first = 0; first < chunks.length; first += BUFFERS_PER_CALL) {
      const group = chunks.slice(first, first + BUFFERS_PER_CALL);
      const length = group.reduce((sum, chunk) => sum + chunk.length, 0);
      const { bytesWritten } = await writeBuffers(file, group, position);
      if (bytesWritten !== length) throw new Error(`The disk took ${bytesWritten} of ${length} bytes of ${path}.`);
      position += length;
    }
    if (fstatSync(file).size > position) await truncate(file, position);
    return position;
  } finally {
    closeSync(file);
  }
}

function openToWrite(path: string): number {
  try {
    return openSync(path, "r+");
  } catch {
    return openSync(path, "w+", 0o600);
  }
}
