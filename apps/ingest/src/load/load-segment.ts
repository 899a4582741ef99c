import { LEDGER_ENTRY_COLUMNS, type RowTable } from "@spanledger/clickhouse";
import type { LogWriter } from "../evidence/log-writer.ts";
import { readSegment } from "../spool/read-segment.ts";
import type { SealedSegment } from "../spool/spool.ts";
import type { RowStore } from "./loader.ts";
import { materialiseRows, materialiseSegment, type TableFile } from "./materialise-segment.ts";
import type { ParsedSegment } from "../spool/parse-segment.ts";

/** Content first and corrections last: a row that can be seen has everything that belongs to it. */
const LOAD_ORDER = ["span_content", "spans", "adjustments"] as const satisfies readonly RowTable[];

export interface LoadSegmentOptions {
  readonly directory: string;
  readonly store: RowStore;
  /** Gives the segment's records their places in the evidence log. */
  readonly log?: LogWriter;
}

export type LoadOutcome =
  | {
      readonly status: "loaded";
      readonly rows: { readonly [Table in RowTable]: number };
      readonly tornBytes: number;
      /** What is wrong with the rest of the file, or "". */
      readonly damage: string;
    }
  | { readonly status: "unreadable"; readonly detail: string }
  /** Someone has removed the file. */
  | { readonly status: "gone" };

/** Checks a segment and hands its intact commits to ClickHouse. Doing it again stores nothing twice. Throws what the store throws. */
export async function loadSegment(
  segment: SealedSegment,
  { directory, store, log }: LoadSegmentOptions,
): Promise<LoadOutcome> {
  const parsed = await readSegment(segment).catch(nullIfGone);
  if (parsed === null) return { status: "gone" };
  if (parsed.fileHeader.status === "newer") {
    const detail = `It is written in format ${parsed.fileHeader.version}, which this version of Spanledger does not read. Load it with the newer version.`;
    return { status: "unreadable", detail };
  }
  const files = await materialiseSegment(directory, parsed);
  if (files === null)
    return { status: "unreadable", detail: "Its header is damaged and its rows have columns of another version." };
  const records = (await log?.prepare(segment, parsed)) ?? null;
  if (records !== null) {
    const path = await materialiseRows(directory, "ledger_entries", records.bytes);
    const token = `${segment.name}-ledger_entries`;
    await store.loadRows({ table: "ledger_entries", columns: LEDGER_ENTRY_COLUMNS, source: { path }, token });
  }
  for (const table of LOAD_ORDER) {
    const file = files.find((candidate) => candidate.table === table);
    if (file === undefined) continue;
    const { columns, path } = file;
    await store.loadRows({ table, columns, source: { path }, token: `${segment.name}-${table}` });
  }
  await records?.seal();
  return { status: "loaded", rows: rowsOf(files), tornBytes: parsed.tornBytes, damage: describeDamage(parsed) };
}

function nullIfGone(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

function rowsOf(files: readonly TableFile[]): { readonly [Table in RowTable]: number } {
  const rows = { spans: 0, span_content: 0, adjustments: 0 };
  for (const file of files) rows[file.table] = file.rows;
  return rows;
}

function describeDamage({ damages, commits }: ParsedSegment): string {
  if (damages.length === 0) return "";
  const places = damages.slice(0, 5).map(({ from, to }) => `${from}-${to}`);
  const more = damages.length > places.length ? ", ..." : "";
  const lost = damages.every(({ rows }) => rows !== null)
    ? `${damages.reduce((sum, { rows }) => sum + (rows ?? 0), 0)} rows`
    : "an unknown number of rows";
  return `Bytes ${places.join(", ")}${more} fail their checksum (${lost}); the other ${commits.length} commits were loaded.`;
}
