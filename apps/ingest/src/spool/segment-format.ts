import { ROW_TABLES, type RowTable } from "@spanledger/clickhouse";

/** See docs/guides/spool-format.md. All numbers are little-endian. */
/** 2: a commit may have records of the evidence log behind its rows. */
export const FORMAT_VERSION = 2;
export const FILE_MAGIC = Buffer.from("SLSPOOL1", "ascii");
export const COMMIT_MAGIC = Buffer.from("SLC1", "ascii");
export const SEAL_MAGIC = Buffer.from("SLE1", "ascii");
export const SEGMENT_SUFFIX = ".segment";
/** Magic, version, length of the JSON, CRC-32 of the JSON. */
export const FILE_PREFIX_BYTES = 20;
export const FRAME_HEADER_BYTES = 64;

/** The order of the sections in a commit; a new table makes a new format version. */
export const SECTION_TABLES = ["spans", "span_content", "adjustments"] as const satisfies readonly RowTable[];

export type Columns = { readonly [Table in RowTable]: readonly string[] };

/** What the JSON at the start of a segment says. */
export interface SegmentHeader {
  readonly segment: number;
  readonly writer: string;
  readonly createdAtMs: number;
  /** The columns in which the rows were written, so that a later version of Spanledger can still load them. */
  readonly columns: Columns;
}

/** What precedes the rows of one commit; of a seal, the sums over all commits. */
export interface FrameHeader {
  readonly kind: "commit" | "seal";
  /** CRC-32 of the columns' names: the rows can be read without the file's header. */
  readonly schema: number;
  readonly segment: number;
  /** Number of this commit in the segment, from 0; of a seal, how many there are. */
  readonly index: number;
  readonly rows: readonly [number, number, number];
  readonly bytes: readonly [number, number, number];
  /** Length of the ledger section, which follows the tables; 0 in segments of version 1. */
  readonly ledgerBytes: number;
  readonly payloadCrc: number;
  readonly committedAtMs: number;
}

/** The columns of this version of Spanledger. */
export const CURRENT_COLUMNS: Columns = {
  spans: namesOf("spans"),
  span_content: namesOf("span_content"),
  adjustments: namesOf("adjustments"),
};

function namesOf(table: RowTable): readonly string[] {
  return ROW_TABLES[table].map((column) => column.name);
}
