import { decodeEntry, type Entry, ENTRY_OFFSETS, MAX_BODY_BYTES, scopeTag, sha256 } from "@spanledger/ledger";
import { concatenate } from "../package/concatenate.ts";
import type { ExportPackage } from "../package/export-package.ts";
import { createLineReader, type LineReader, noLines } from "../package/line-reader.ts";
import { Failure } from "../report/failure.ts";
import { type ErasureEvent } from "./coverage.ts";
import { misplacedRecord, omittedRecord } from "./diagnose.ts";
import type { LogFiles } from "./log-files.ts";
import { createOpenings } from "./openings.ts";
import type { ErasureClaims } from "./read-claims.ts";
import { checkField, erasureEvent, matchHeader, openField, readRecord } from "./record-line.ts";
import type { EntryRange } from "./scan-entries.ts";

export interface MatchOptions {
  readonly files: ExportPackage;
  readonly log: LogFiles;
  readonly range: EntryRange;
  readonly project: string;
  readonly system: string;
  readonly claims: ErasureClaims;
}

/** What the records showed; what is missing is for the caller to weigh against the erasures. */
export interface Matched {
  inScope: number;
  outOfScope: number;
  late: number;
  disclosed: number;
  readonly missingFields: Map<string, number[]>;
  readonly missingBodies: number[];
  readonly erasures: ErasureEvent[];
}

export interface RecordMatcher {
  readonly visit: (bytes: Buffer, at: number, index: number) => void | Promise<void>;
  readonly finish: () => Promise<Matched>;
}

const MAX_OPENING_BYTES = 64 * 1024 * 1024;

/** Walks the records and openings beside the entries; throws `Failure` at the first one that does not fit. */
export function createRecordMatcher(options: MatchOptions): RecordMatcher {
  const { files, log, project, system } = options;
  const tag = scopeTag(project, system);
  const firstWord = tag.readUInt32BE(0);
  const records = linesOf(files, log.records, MAX_BODY_BYTES);
  const openings = createOpenings(linesOf(files, log.openings, MAX_OPENING_BYTES));
  const goneBodies = bodyClaims(options.claims);
  const matched: Matched = emptyMatch();
  let lineHash: Buffer | undefined;

  const visitRecord = async (entry: Entry): Promise<void> => {
    const { index, bodyHash } = entry;
    let line = records.peek();
    if (line instanceof Promise) line = await line;
    if (line === undefined || !(lineHash ??= sha256(line)).equals(bodyHash)) {
      if (goneBodies(index)) return void matched.missingBodies.push(index);
      if (line === undefined) throw omittedRecord(index);
      throw await misplacedRecord({ ...options, records: log.records, index, bodyHash: Buffer.from(bodyHash), line });
    }
    const record = readRecord(line, index);
    records.take();
    lineHash = undefined;
    matchHeader(record, entry, project);
    let disclosures = openings.of(index);
    if (disclosures instanceof Promise) disclosures = await disclosures;
    for (const name of Object.keys(record.commitments)) {
      if (disclosures === undefined || !Object.hasOwn(disclosures, name)) pushTo(matched.missingFields, name, index);
    }
    for (const [name, disclosure] of Object.entries(disclosures ?? {})) {
      matched.disclosed += 1;
      if (name !== "targets") {
        checkField(record, { index, name, disclosure });
        continue;
      }
      const event = erasureEvent(record, index, openField(record, { index, name, disclosure }));
      if (event !== undefined) matched.erasures.push(event);
    }
  };

  const refuseHidden = (bytes: Buffer, at: number, index: number): void => {
    if (lineHash === undefined) return;
    if (bytes.compare(lineHash, 0, 32, at + ENTRY_OFFSETS.bodyHash, at + ENTRY_OFFSETS.bodyHash + 32) !== 0) return;
    throw new Failure("hidden", `Entry #${index} is marked as another system's, but its record is of the system.`);
  };
  const visitForeign = (bytes: Buffer, at: number, index: number): void | Promise<void> => {
    matched.outOfScope += 1;
    if (lineHash !== undefined) return refuseHidden(bytes, at, index);
    const line = records.peek();
    if (!(line instanceof Promise)) {
      if (line !== undefined) lineHash = sha256(line);
      return refuseHidden(bytes, at, index);
    }
    return line.then((read) => {
      if (read !== undefined) lineHash = sha256(read);
      refuseHidden(bytes, at, index);
    });
  };

  return {
    visit: (bytes, at, index) => {
      if (((bytes[at + ENTRY_OFFSETS.flags] ?? 0) & 1) !== 0) matched.late += 1;
      const scope = at + ENTRY_OFFSETS.scope;
      const isOurs = bytes.readUInt32BE(scope) === firstWord && bytes.compare(tag, 0, 16, scope, scope + 16) === 0;
      if (!isOurs) return visitForeign(bytes, at, index);
      matched.inScope += 1;
      const decoded = decodeEntry(bytes, at);
      if (decoded.status === "malformed") {
        throw new Failure("malformed_entry", `Entry #${index} is not an entry: ${decoded.reason}.`);
      }
      return visitRecord(decoded.entry);
    },
    finish: async () => {
      const left = await records.peek();
      if (left !== undefined) {
        const message = `Line ${records.line()} of the records belongs to no entry of the system: it was added, or its entry hidden.`;
        throw new Failure("record_inserted", message);
      }
      await openings.finish();
      return matched;
    },
  };
}

function emptyMatch(): Matched {
  return {
    inScope: 0,
    outOfScope: 0,
    late: 0,
    disclosed: 0,
    missingFields: new Map(),
    missingBodies: [],
    erasures: [],
  };
}

function linesOf(files: ExportPackage, names: readonly string[], maxBytes: number): LineReader {
  const [name] = names;
  return name === undefined ? noLines() : createLineReader(concatenate(files, names), { name, maxBytes });
}

function bodyClaims({ bodies: spans }: ErasureClaims): (index: number) => boolean {
  let at = 0;
  return (index) => {
    while ((spans[at]?.last ?? Number.POSITIVE_INFINITY) < index) at += 1;
    return (spans[at]?.first ?? Number.POSITIVE_INFINITY) <= index;
  };
}

function pushTo(lists: Map<string, number[]>, name: string, index: number): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [index]);
  else list.push(index);
}
