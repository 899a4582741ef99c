import {
  consistencyPath,
  ENTRY_OFFSETS,
  formatConsistencyProof,
  formatInclusionProof,
  type FrontierState,
  inclusionPath,
  leafHash,
  type LeafRange,
  parseCheckpoint,
  parseNote,
  sha256,
  subtreeRoot,
} from "@spanledger/ledger";
import { EvidenceError } from "../evidence-error.ts";
import type { ExportFolder } from "../package/export-folder.ts";
import { createErasureLines, type ErasureLines } from "./create-erasure-lines.ts";
import { createNodeCollector, type NodeCollector } from "./create-node-collector.ts";
import type { ExportLog, LedgerRow, StoredCheckpoint } from "./export-log.ts";
import { type LogFiles, openLogFiles } from "./open-log-files.ts";

export interface LogOptions {
  readonly folder: ExportFolder;
  /** `logs/<n>/` */
  readonly prefix: string;
  /** The 16 bytes that mark the system's entries. */
  readonly scope: Uint8Array;
  /** Fields whose openings are left out on purpose. */
  readonly withheld: ReadonlySet<string>;
  /** Sees each record of the range. `isOurs` says whether its body goes into the export. */
  readonly visit: (row: LedgerRow, isOurs: boolean) => void;
  readonly onProgress: (records: number) => void;
}

export interface WrittenLog {
  readonly entries: number;
  readonly inScope: number;
  readonly late: number;
  readonly disclosed: number;
  readonly withheld: number;
  readonly withheldFields: ReadonlySet<string>;
  /** Entries by scope tag, in hex. */
  readonly scopes: ReadonlyMap<string, number>;
}

/**
 * Writes the files of one log: every entry of the range, the records of the system with what may be opened of them,
 * checkpoints and proofs. One pass over the rows, memory independent of their number.
 * @throws EvidenceError when what is stored does not lead to the signed roots: nothing false may leave the house
 */
export async function writeLog(log: ExportLog, options: LogOptions): Promise<WrittenLog> {
  const pass = startPass(log);
  const writer = openLogFiles(options.folder, options.prefix);
  const erased = createErasureLines(log.erasures);
  const counts = noCounts();
  const context = { writer, erased, counts, options, scope: Buffer.from(options.scope).toString("hex") };
  const events = new Map<number, LedgerRow>();
  const wanted = new Set(log.events);
  let frontier = pass.nodes.state();
  for await (const rows of log.read(pass.from, log.latest.size)) {
    for (const row of rows) {
      requireIndex(log, row, pass.nodes.size());
      requireRoots(log, pass.nodes);
      if (row.index === log.start.size) frontier = pass.nodes.state();
      pass.nodes.append(leafHash(row.entry));
      if (wanted.has(row.index)) events.set(row.index, row);
      if (row.index < log.start.size || row.index >= log.end.size) continue;
      const writing = writeRow(row, context);
      if (writing !== undefined) await writing;
    }
    options.onProgress(rows.length);
  }
  if (pass.nodes.size() !== log.latest.size) {
    throw new EvidenceError(
      "missing_entry",
      `The log ${log.origin} lacks the entry #${pass.nodes.size()}: ${log.latest.size} were signed. Run the verification.`,
    );
  }
  requireRoots(log, pass.nodes);
  if (log.start.size === log.latest.size) frontier = pass.nodes.state();
  for (const line of erased.ofBodies(log.start.size, log.end.size)) await writer.erasure(Buffer.from(line));
  await writer.close();
  await options.folder.write(`${options.prefix}frontier.json`, JSON.stringify(frontier));
  await writeProofs(log, options, { nodes: pass.nodes, events });
  return counts;
}

interface Counts extends WrittenLog {
  entries: number;
  inScope: number;
  late: number;
  disclosed: number;
  withheld: number;
  readonly withheldFields: Set<string>;
  readonly scopes: Map<string, number>;
}

function noCounts(): Counts {
  return {
    entries: 0,
    inScope: 0,
    late: 0,
    disclosed: 0,
    withheld: 0,
    withheldFields: new Set(),
    scopes: new Map(),
  };
}

function startPass(log: ExportLog): { readonly from: number; readonly nodes: NodeCollector } {
  // The edge of the tree at the start holds no node left of it, which a proof of an older record needs.
  const isOlderProved = log.events.some((index) => index < log.start.size);
  const state: FrontierState = isOlderProved || log.frontier === null ? { size: 0, nodes: [] } : log.frontier;
  const wanted: LeafRange[] = [
    ...consistencyPath(log.start.size, log.end.size),
    ...consistencyPath(log.end.size, log.latest.size),
    ...log.events.flatMap((index) => inclusionPath(index, log.latest.size)),
    ...log.proofs.flatMap((index) => inclusionPath(index, log.end.size)),
  ];
  return { from: state.size, nodes: createNodeCollector(state, wanted) };
}

function requireIndex(log: ExportLog, { index }: LedgerRow, expected: number): void {
  if (index === expected) return;
  throw new EvidenceError(
    "missing_entry",
    `The log ${log.origin} has the entry #${index} where #${expected} belongs. Run the verification.`,
  );
}

/** Fails closed at every signed size that the tree passes. */
function requireRoots({ origin, start, end, latest }: ExportLog, nodes: NodeCollector): void {
  for (const { size, note } of [start, end, latest]) {
    if (size !== nodes.size()) continue;
    const root = parseCheckpoint(parseNote(note)?.text ?? "")?.root;
    if (root !== undefined && nodes.root().equals(root)) continue;
    throw new EvidenceError(
      "root",
      `The entries of ${origin} do not lead to the root that was signed for ${size} records. Run the verification.`,
    );
  }
}

interface RowContext {
  readonly writer: LogFiles;
  readonly erased: ErasureLines;
  readonly counts: Counts;
  readonly options: LogOptions;
  /** Scope tag of the system in hex. */
  readonly scope: string;
}

/** A promise only when something is full and must be written before the next row: most rows are not worth a turn. */
function writeRow(row: LedgerRow, context: RowContext): Promise<unknown> | undefined {
  const { writer, erased, counts, options } = context;
  const hex = row.entry.toString("hex", ENTRY_OFFSETS.scope, ENTRY_OFFSETS.scope + 16);
  const isOurs = hex === context.scope;
  counts.scopes.set(hex, (counts.scopes.get(hex) ?? 0) + 1);
  counts.entries += 1;
  counts.late += (row.entry[ENTRY_OFFSETS.flags] ?? 0) & 1;
  const entry = writer.entry(row.entry);
  options.visit(row, isOurs);
  if (!isOurs) return entry;
  counts.inScope += 1;
  if (row.body === null) return entry;
  requireRecord(row);
  const record = writer.record(row.body);
  const opening = openingOf(row, context);
  const shown = opening === undefined ? undefined : writer.opening(opening);
  const gone = erased.concern(row.index) ? writeErased(row, context) : undefined;
  if (entry === undefined && record === undefined && shown === undefined && gone === undefined) return undefined;
  return Promise.all([entry, record, shown, gone]);
}

/** The line with what the profile shows; undefined when that is nothing. */
function openingOf({ openings }: LedgerRow, { counts, options }: RowContext): Buffer | undefined {
  if (openings === null) return undefined;
  const { fields, line } = openings;
  const shown = options.withheld.size === 0 ? fields : fields.filter((name) => !options.withheld.has(name));
  counts.disclosed += shown.length;
  if (shown.length === fields.length) return line;
  counts.withheld += fields.length - shown.length;
  for (const name of fields) if (options.withheld.has(name)) counts.withheldFields.add(name);
  if (shown.length === 0) return undefined;
  const { d, i } = JSON.parse(line.toString("utf8")) as {
    readonly d: Readonly<Record<string, string>>;
    readonly i: number;
  };
  return Buffer.from(JSON.stringify({ d: Object.fromEntries(shown.map((name) => [name, d[name]])), i }));
}

async function writeErased({ index, body, openings }: LedgerRow, { writer, erased }: RowContext): Promise<void> {
  const { c } = JSON.parse(body?.toString("utf8") ?? "") as { readonly c: object };
  const gone = Object.keys(c).filter((name) => openings?.fields.includes(name) !== true);
  for (const line of erased.ofRecord(index, gone)) await writer.erasure(Buffer.from(line));
}

const EMPTY = Buffer.alloc(0);

function requireRecord({ index, entry, body }: LedgerRow): void {
  if (sha256(body ?? EMPTY).compare(entry, ENTRY_OFFSETS.bodyHash) === 0) return;
  throw new EvidenceError(
    "record",
    `The record #${index} in storage is not the one that was logged. Run the verification.`,
  );
}

async function writeProofs(
  log: ExportLog,
  { folder, prefix }: LogOptions,
  { nodes, events }: { readonly nodes: NodeCollector; readonly events: ReadonlyMap<number, LedgerRow> },
): Promise<void> {
  const { start, end, latest } = log;
  const inclusion = (index: number, { size, note }: StoredCheckpoint): string =>
    formatInclusionProof({
      index,
      proof: inclusionPath(index, size).map((range) => subtreeRoot(range, nodes.read)),
      checkpoint: note,
    });
  const consistency = (older: StoredCheckpoint, newer: StoredCheckpoint): Promise<void> =>
    folder.write(
      `${prefix}proofs/consistency-${older.size}-${newer.size}.txt`,
      formatConsistencyProof({
        oldSize: older.size,
        proof: consistencyPath(older.size, newer.size).map((range) => subtreeRoot(range, nodes.read)),
        checkpoint: newer.note,
      }),
    );
  for (const [name, { note }] of Object.entries({ start, end, latest })) {
    await folder.write(`${prefix}checkpoints/${name}.checkpoint`, note);
  }
  if (start.size !== 0 && start.size !== end.size) await consistency(start, end);
  if (latest.size !== end.size) await consistency(end, latest);
  for (const index of log.proofs) {
    await folder.write(`${prefix}proofs/${String(index).padStart(8, "0")}.tlog-proof`, inclusion(index, end));
  }
  for (const index of log.events) {
    const { entry, body, openings } = events.get(index) ?? missing(log, index);
    const stem = `${prefix}events/${index}`;
    await folder.write(`${stem}.entry`, entry);
    await folder.write(`${stem}.body.json`, body ?? EMPTY);
    await folder.write(`${stem}.opening.json`, openings?.line ?? JSON.stringify({ d: {}, i: index }));
    await folder.write(`${stem}.tlog-proof`, inclusion(index, latest));
  }
}

function missing({ origin }: ExportLog, index: number): never {
  throw new EvidenceError("missing_entry", `The event #${index} of ${origin} is not stored. Run the verification.`);
}
