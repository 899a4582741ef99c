import { findLogEvents, findLogRanges, type LogEvent, type LogRange, type ProjectReader } from "@spanledger/clickhouse";
import type { ErasureLine, ExportLog, StampedCheckpoint } from "@spanledger/evidence";
import { decodeTargets, ERASING_ACTS, type JsonValue } from "@spanledger/ledger";
import { randomInt } from "node:crypto";
import { z } from "zod";
import { readExportRows } from "../read/read-export-rows.ts";

export interface ExportPeriod {
  readonly system: string;
  readonly fromUs: number;
  /** Exclusive; with the lateness. */
  readonly toUs: number;
}

/** Records that are proved one by one, so that a reader can check a few by hand. */
const SAMPLE = 50;

/** Every log of the project as an export of the period needs it, whether it has records of the system or not. */
export async function exportLogs(reader: ProjectReader, period: ExportPeriod): Promise<ExportLog[]> {
  const ranges = await findLogRanges(reader, period);
  return Promise.all(ranges.map((range) => exportLog(reader, period, range)));
}

async function exportLog(reader: ProjectReader, { system }: ExportPeriod, range: LogRange): Promise<ExportLog> {
  const { log, start, end, latest } = range;
  const events = await findLogEvents(reader, { log, size: latest.size });
  const isShown = ({ index, sys }: LogEvent): boolean => sys === system && index >= start.size && index < end.size;
  const shown = { from: start.size, to: end.size };
  // An erasure is of records before it: one from before the range says nothing of it.
  const matters = ({ index, kind }: LogEvent): boolean => kind !== "erasure" || index >= start.size;
  const apart = events.filter((event) => matters(event) && !isShown(event)).map(({ index }) => index);
  return {
    origin: range.origin,
    keys: range.keys.map((key, at) => ({ ...key, toSize: range.keys[at + 1]?.fromSize ?? null })),
    start,
    end,
    latest,
    frontier: range.startNodes.length === 0 ? null : { size: start.size, nodes: range.startNodes },
    timestamps: await readTimestamps(reader, { log, from: start.size, to: latest.size }),
    erasures: events.flatMap((event) => erasuresOf(event, end.size)),
    events: apart,
    proofs: sampleOf(start.size, end.size),
    read: (from, to) => readExportRows(reader, { log, system, from, to, shown, apart: new Set(apart) }),
  };
}

const Stamp = z.object({ size: z.string().transform(Number), note: z.string(), response: z.string() });

async function readTimestamps(
  reader: ProjectReader,
  range: { readonly log: string; readonly from: number; readonly to: number },
): Promise<StampedCheckpoint[]> {
  const rows = await reader.query({
    name: "time stamps of a log",
    sql: `SELECT t.size AS size, t.note AS note, t.response AS response FROM ledger_timestamps AS t FINAL
      WHERE t.project = {project: String} AND t.log = {log: String} AND t.size >= {from: UInt64} AND t.size <= {to: UInt64}
      ORDER BY t.size LIMIT 10000 SETTINGS max_execution_time = 20, max_memory_usage = 1000000000`,
    params: { ...range },
    schema: Stamp,
  });
  return rows.map(({ size, note, response }) => ({ size, note, response: Buffer.from(response, "base64") }));
}

const ErasureBody = z.object({ d: z.object({ act: z.string(), basis: z.string(), done_us: z.number() }) });

function erasuresOf({ index, kind, body, targets }: LogEvent, endSize: number): ErasureLine[] {
  if (kind !== "erasure" || targets === "" || body === "") return [];
  const { act, basis, done_us: doneUs } = ErasureBody.parse(JSON.parse(body)).d;
  if (!ERASING_ACTS.has(act)) return [];
  const isBody = act !== "erase_fields";
  return (decodeTargets(JSON.parse(targets) as JsonValue) ?? [])
    .filter(({ first }) => first < endSize)
    .map((target) => ({
      ...target,
      ...(isBody && target.fields === undefined ? { body: true } : {}),
      event: index,
      basis,
      doneUs,
    }));
}

function sampleOf(from: number, to: number): number[] {
  const picked = new Set<number>();
  const wanted = Math.min(SAMPLE, to - from);
  while (picked.size < wanted) picked.add(from + randomInt(to - from));
  return [...picked].sort((left, right) => left - right);
}
