import { z } from "zod";
import { committedValue } from "../evidence/committed-value.ts";
import { CONTENT_FIELDS } from "../evidence/content-fields.ts";
import { parseSalts } from "../evidence/parse-salts.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";

/** One record of a log as it is stored. */
export interface LogRow {
  readonly index: number;
  /** 96 bytes. */
  readonly entry: Buffer;
  /** The hashed text; null when it was not asked for or has expired. */
  readonly body: string | null;
  /** What each committed field opens to; null when nothing is stored. */
  readonly openings: readonly OpenedField[] | null;
}

export interface OpenedField {
  readonly name: string;
  readonly salt: string;
  /** JSON value as it was committed to. */
  readonly value: unknown;
}

export interface LogRowsQuery {
  readonly log: string;
  /** Indices, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** Bodies of all records and openings of those of this system; "" reads the entries alone. */
  readonly system: string;
}

const EntryRow = z.object({
  idx: z.string().transform(Number),
  entry: z.string(),
  body: z.string(),
  writer: z.string(),
  seq: z.string(),
  record_id: z.string(),
  ours: z.number(),
});
type EntryRow = z.infer<typeof EntryRow>;

/** Records `from` to `to` of a log, in order of their index. A caller reads a log in batches. */
export async function readLogRows(reader: ProjectReader, query: LogRowsQuery): Promise<LogRow[]> {
  const { log, from, to, system } = query;
  const isFull = system !== "";
  const rows = await reader.query({
    name: "records of a log",
    sql: `
SELECT e.idx AS idx, base64Encode(e.entry) AS entry, ${isFull ? "e.body" : "''"} AS body, e.writer AS writer,
  toString(e.seq) AS seq, e.record_id AS record_id, toUInt8(e.sys = {system: String}) AS ours
FROM ledger_entries AS e
WHERE e.project = {project: String} AND e.log = {log: String} AND e.idx >= {from: UInt64} AND e.idx < {to: UInt64}
ORDER BY e.idx LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { log, from, to, system, limit: to - from },
    schema: EntryRow,
  });
  const openings = isFull ? await readOpenings(reader, query) : NO_OPENINGS;
  return rows.map((row) => ({
    index: row.idx,
    entry: Buffer.from(row.entry, "base64"),
    body: isFull && row.body !== "" ? row.body : null,
    openings: openings.get(keyOf(row)) ?? null,
  }));
}

type Openings = ReadonlyMap<string, readonly OpenedField[]>;
const NO_OPENINGS: Openings = new Map();

function keyOf({ writer, seq, record_id }: Pick<EntryRow, "writer" | "seq" | "record_id">): string {
  return record_id === "" ? `${writer}:${seq}` : record_id;
}

const CONTENT_COLUMNS = CONTENT_FIELDS.flatMap(({ table, column }) => (table === "span_content" ? [column] : []));

const TextRow = z.object({
  writer: z.string(),
  seq: z.string(),
  salts: z.string(),
  user_id: z.string(),
  session_id: z.string(),
  texts: z.array(z.string()),
});
const RecordOpening = z.object({ record_id: z.string(), field: z.string(), salt: z.string(), value: z.string() });

/** The records of the system in the range, as a table that others are joined to. */
const RANGE = `SELECT e.trace_id, e.span_id, e.writer, e.seq, e.end_time FROM ledger_entries AS e
WHERE e.project = {project: String} AND e.log = {log: String} AND e.idx >= {from: UInt64} AND e.idx < {to: UInt64}
  AND e.sys = {system: String} AND e.writer != ''`;

/** Partitions are by week: content outside of these weeks is not looked at. */
const WEEKS = `SELECT toMonday(e.end_time - INTERVAL 1 DAY) AS week FROM ledger_entries AS e
WHERE e.project = {project: String} AND e.log = {log: String} AND e.idx >= {from: UInt64} AND e.idx < {to: UInt64}
UNION DISTINCT SELECT toMonday(e.end_time) AS week FROM ledger_entries AS e
WHERE e.project = {project: String} AND e.log = {log: String} AND e.idx >= {from: UInt64} AND e.idx < {to: UInt64}`;

async function readOpenings(reader: ProjectReader, { log, from, to, system }: LogRowsQuery): Promise<Openings> {
  const params = { log, from, to, system };
  const texts = await reader.query({
    name: "content of records",
    sql: `
SELECT r.writer AS writer, toString(r.seq) AS seq, c.salts AS salts, s.user_id AS user_id, s.session_id AS session_id,
  [${CONTENT_COLUMNS.map((column) => `c.${column}`).join(", ")}] AS texts
FROM (SELECT * FROM span_content WHERE project = {project: String} AND toMonday(start_time) IN (${WEEKS})
    AND (trace_id, span_id, seq) IN (SELECT trace_id, span_id, seq FROM (${RANGE})) AND source = 'span') AS c
INNER JOIN (${RANGE}) AS r ON c.trace_id = r.trace_id AND c.span_id = r.span_id AND c.seq = r.seq
LEFT JOIN (SELECT trace_id, span_id, writer, seq, user_id, session_id FROM spans
    WHERE project = {project: String} AND toMonday(start_time) IN (${WEEKS})
      AND (trace_id, span_id) IN (SELECT trace_id, span_id FROM (${RANGE}))) AS s
  ON s.trace_id = r.trace_id AND s.span_id = r.span_id AND s.writer = r.writer AND s.seq = r.seq
LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { ...params, limit: to - from },
    schema: TextRow,
  });
  const openings = new Map<string, readonly OpenedField[]>();
  for (const row of texts) openings.set(`${row.writer}:${row.seq}`, openedFields(row));
  for (const { record_id, field, salt, value } of await readRecordOpenings(reader, params)) {
    openings.set(record_id, [...(openings.get(record_id) ?? []), { name: field, salt, value: JSON.parse(value) }]);
  }
  return openings;
}

function readRecordOpenings(
  reader: ProjectReader,
  params: { readonly log: string; readonly from: number; readonly to: number; readonly system: string },
): Promise<z.infer<typeof RecordOpening>[]> {
  return reader.query({
    name: "openings of records",
    sql: `
SELECT o.record_id AS record_id, o.field AS field, o.salt AS salt, o.value AS value FROM ledger_openings AS o FINAL
WHERE o.project = {project: String} AND o.record_id IN (SELECT e.record_id FROM ledger_entries AS e
  WHERE e.project = {project: String} AND e.log = {log: String} AND e.idx >= {from: UInt64} AND e.idx < {to: UInt64}
    AND e.record_id != '' AND (e.sys = {system: String} OR e.kind IN ('erasure', 'hold')))
ORDER BY o.record_id, o.field LIMIT 1000000
${QUERY_LIMITS}`,
    params,
    schema: RecordOpening,
  });
}

function openedFields({ salts, user_id, session_id, texts }: z.infer<typeof TextRow>): OpenedField[] {
  const stored = new Map<string, string>(CONTENT_COLUMNS.map((column, at) => [column, texts[at] ?? ""]));
  stored.set("user_id", user_id);
  stored.set("session_id", session_id);
  const bySalt = parseSalts(salts);
  return CONTENT_FIELDS.flatMap(({ field, column }) => {
    const salt = bySalt.get(field);
    const text = stored.get(column) ?? "";
    return salt === undefined || text === "" ? [] : [{ name: field, salt, value: committedValue(text, column) }];
  });
}
