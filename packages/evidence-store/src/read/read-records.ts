import type { ProjectReader } from "@spanledger/clickhouse";
import { readUint64 } from "@spanledger/ledger";
import { z } from "zod";
import { type ContentRow, readContents } from "./read-contents.ts";
import { readOpenings } from "./read-openings.ts";
import { readSpans } from "./read-spans.ts";
import { openingsOf } from "./openings-of.ts";
import type { StoredRecord, StoredSpan } from "./stored-record.ts";

export interface RecordRange {
  readonly log: string;
  /** Inclusive. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Records at a time, default 4,000: with their content in memory. */
  readonly batch?: number;
  /** How much of each record. Default "all": the body, the openings and the span. */
  readonly what?: "entries" | "all";
}

const Count = z.string().transform(Number);
const EntryRow = z.object({
  idx: Count,
  entry: z.string().transform((hex) => Buffer.from(hex, "hex")),
  text: z.string(),
  kind: z.string(),
  sys: z.string(),
  logged_us: Count,
  end_us: Count,
  trace: z.string(),
  span: z.string(),
  writer: z.string(),
  seq: z.string(),
  record_id: z.string(),
});
type EntryRow = z.infer<typeof EntryRow>;

export const READ_LIMITS = "SETTINGS max_execution_time = 120, max_memory_usage = 2000000000";

/** The records of a range in order, in batches. An index that is missing is left out, one that is there twice comes twice. */
export async function* readRecords(reader: ProjectReader, range: RecordRange): AsyncGenerator<readonly StoredRecord[]> {
  const size = range.batch ?? 4_000;
  for (let from = range.from; from < range.to; from += size) {
    yield readBatch(reader, { ...range, from, to: Math.min(range.to, from + size) });
  }
}

async function readBatch(reader: ProjectReader, range: RecordRange): Promise<readonly StoredRecord[]> {
  const { log, from, to, what = "all" } = range;
  const rows = await reader.query({
    name: "records of a log",
    sql: `SELECT idx, lower(hex(entry)) AS entry, ${what === "entries" ? "''" : "body"} AS text, kind, sys, toString(toUnixTimestamp64Micro(logged_at)) AS logged_us,
        toString(toUnixTimestamp64Micro(end_time)) AS end_us, lower(hex(trace_id)) AS trace, lower(hex(span_id)) AS span,
        writer, seq, record_id
      FROM ledger_entries AS e
      WHERE project = {project: String} AND log = {log: String} AND idx >= {from: UInt64} AND idx < {to: UInt64}
      ORDER BY e.idx ${READ_LIMITS}`,
    // A decision is of the end of its span, whose own record, with the time of its rows, is the one before.
    params: { log, from: what === "all" ? Math.max(0, from - 1) : from, to },
    schema: EntryRow,
  });
  if (what !== "all") return rows.map((row) => toRecord(row, null, null));
  const times = rows.filter(({ writer }) => writer !== "").map(({ entry }) => readUint64(entry, START_AT));
  const timed = times.length === 0 ? undefined : { log, from, to, ...bounds(times) };
  const [contents, spans, openings] = await Promise.all([
    timed === undefined ? new Map<string, ContentRow>() : readContents(reader, timed),
    timed === undefined ? new Map<string, StoredSpan>() : readSpans(reader, timed),
    readOpenings(reader, range),
  ]);
  const asked = rows.filter(({ idx }) => idx >= from);
  return asked.map((row) => {
    const span = spans.get(`${row.writer} ${row.seq}`) ?? null;
    // What corrects a bill speaks of the same span, but of none of its texts.
    const key = row.text.includes('"c":{}') ? "" : `${row.trace}${row.span} ${row.seq}`;
    const content: ContentRow | undefined = contents.get(key);
    const given = openings.get(row.record_id);
    return toRecord(row, openingsOf({ kind: row.kind, content, span, given }), span);
  });
}

const START_AT = 24;

function bounds(times: readonly number[]): { readonly firstUs: number; readonly lastUs: number } {
  let firstUs = Number.POSITIVE_INFINITY;
  let lastUs = 0;
  for (const time of times) {
    firstUs = Math.min(firstUs, time);
    lastUs = Math.max(lastUs, time);
  }
  return { firstUs, lastUs };
}

function toRecord(row: EntryRow, openings: StoredRecord["openings"], span: StoredRecord["span"]): StoredRecord {
  return {
    index: row.idx,
    entry: row.entry,
    body: row.text === "" ? null : row.text,
    kind: row.kind,
    sys: row.sys,
    loggedUs: row.logged_us,
    endUs: row.end_us,
    traceId: row.trace,
    spanId: row.span,
    writer: row.writer,
    seq: row.seq,
    recordId: row.record_id,
    openings,
    span,
  };
}
