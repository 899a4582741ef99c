import type { ProjectReader } from "@spanledger/clickhouse";
import type { LedgerRow, OpeningLine } from "@spanledger/evidence";
import { z } from "zod";
import { EXPORT_ENTRIES_SQL, EXPORT_ROWS_SQL, EXPORT_TIMES_SQL } from "./export-rows-sql.ts";
import { readRecords } from "./read-records.ts";
import { splitLines } from "./split-lines.ts";
import type { StoredRecord } from "./stored-record.ts";

export interface ExportRange {
  readonly log: string;
  readonly system: string;
  /** Inclusive. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Of records outside of it only the entries are read. */
  readonly shown: { readonly from: number; readonly to: number };
  /** Records that are needed with all they have, whosever they are. */
  readonly apart: ReadonlySet<number>;
}

/** Rows of one statement: as many as fit into memory with their texts. */
const SHOWN_ROWS = 50_000;
const ENTRY_ROWS = 100_000;
const ROWS_AT_A_TIME = 2_000;

/** The rows of a log for an export, in order. The next statement runs while the rows of the one before are used. */
export async function* readExportRows(reader: ProjectReader, range: ExportRange): AsyncGenerator<readonly LedgerRow[]> {
  const parts = partsOf(range);
  let next = parts[0] && open(reader, range, parts[0]);
  for (const [at] of parts.entries()) {
    const lines = await next;
    const after = parts[at + 1];
    next = after && open(reader, range, after);
    // It is awaited later; until then a failure must not count as unhandled.
    next?.catch(() => undefined);
    try {
      if (lines !== undefined) yield* rowsOf(reader, range, lines);
    } catch (error) {
      await next?.then((left) => left[Symbol.asyncIterator]().return?.()).catch(() => undefined);
      throw error;
    }
  }
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly isShown: boolean;
}

function partsOf({ from, to, shown }: ExportRange): Part[] {
  const parts: Part[] = [];
  for (let at = from; at < to; at = parts.at(-1)?.to ?? to) {
    const isShown = at >= shown.from && at < shown.to;
    const border = isShown ? shown.to : at < shown.from ? shown.from : to;
    parts.push({ from: at, to: Math.min(at + (isShown ? SHOWN_ROWS : ENTRY_ROWS), border, to), isShown });
  }
  return parts;
}

const Times = z.object({ firstUs: z.string(), lastUs: z.string(), weeks: z.array(z.string()) });

async function open(
  reader: ProjectReader,
  { log, system }: ExportRange,
  { from, to, isShown }: Part,
): Promise<AsyncIterable<Uint8Array>> {
  const params = { log, from, to };
  if (!isShown) return reader.file({ name: "entries of an export", sql: EXPORT_ENTRIES_SQL, params, format: "lines" });
  const [times] = await reader.query({
    name: "time of an export's records",
    sql: EXPORT_TIMES_SQL,
    params: { ...params, system },
    schema: Times,
  });
  const given = { ...params, system, ...(times ?? { firstUs: "0", lastUs: "0", weeks: [] }) };
  return reader.file({ name: "records of an export", sql: EXPORT_ROWS_SQL, params: given, format: "lines" });
}

async function* rowsOf(
  reader: ProjectReader,
  range: ExportRange,
  lines: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly LedgerRow[]> {
  let rows: LedgerRow[] = [];
  let slow: number[] = [];
  for await (const some of splitLines(lines)) {
    for (const line of some) {
      const row = toRow(line);
      const index = row?.index ?? indexOf(line);
      if (row === undefined || range.apart.has(index)) slow.push(index);
      rows.push(row ?? { index, entry: EMPTY, body: null, openings: null });
    }
    if (rows.length < ROWS_AT_A_TIME) continue;
    yield await completed(reader, range, { rows, slow });
    [rows, slow] = [[], []];
  }
  if (rows.length > 0) yield await completed(reader, range, { rows, slow });
}

/** Reads those again of which ClickHouse could not make the line. */
async function completed(
  reader: ProjectReader,
  { log }: ExportRange,
  { rows, slow }: { readonly rows: readonly LedgerRow[]; readonly slow: readonly number[] },
): Promise<readonly LedgerRow[]> {
  const [first] = slow;
  if (first === undefined) return rows;
  const found = new Map<number, LedgerRow>();
  const wanted = new Set(slow);
  for await (const records of readRecords(reader, { log, from: first, to: (slow.at(-1) ?? first) + 1 })) {
    for (const record of records) if (wanted.has(record.index)) found.set(record.index, fullRow(record));
  }
  return rows.map((row) => found.get(row.index) ?? row);
}

function fullRow({ index, entry, body, openings }: StoredRecord): LedgerRow {
  const names = Object.keys(openings ?? {}).sort();
  const d = Object.fromEntries(names.map((name) => [name, openings?.[name]]));
  return {
    index,
    entry,
    body: body === null ? null : Buffer.from(body),
    openings: names.length === 0 ? null : { fields: names, line: Buffer.from(JSON.stringify({ d, i: index })) },
  };
}

const TAB = 9;
const EMPTY = Buffer.alloc(96);
const SLOW = "slow";

function indexOf(line: Buffer): number {
  return Number(line.toString("latin1", 0, line.indexOf(TAB)));
}

/** undefined when the line says that it must be read in the slow way. Neither body nor opening has a tab: JSON escapes it. */
function toRow(line: Buffer): LedgerRow | undefined {
  const entryAt = line.indexOf(TAB) + 1;
  const bodyAt = line.indexOf(TAB, entryAt) + 1;
  const namesAt = line.indexOf(TAB, bodyAt) + 1;
  const openingAt = line.indexOf(TAB, namesAt) + 1;
  const names = line.toString("latin1", namesAt, openingAt - 1);
  if (names === SLOW) return undefined;
  return {
    index: Number(line.toString("latin1", 0, entryAt - 1)),
    entry: Buffer.from(line.toString("latin1", entryAt, bodyAt - 1), "base64"),
    body: namesAt - 1 === bodyAt ? null : line.subarray(bodyAt, namesAt - 1),
    openings: names === "" ? null : { fields: fieldsOf(names), line: line.subarray(openingAt) },
  };
}

/** The same few combinations come again with every record. */
const COMBINATIONS = new Map<string, OpeningLine["fields"]>();

function fieldsOf(names: string): OpeningLine["fields"] {
  let fields = COMBINATIONS.get(names);
  if (fields === undefined) COMBINATIONS.set(names, (fields = names.split(",")));
  return fields;
}
