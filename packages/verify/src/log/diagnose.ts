import { ENTRY_BYTES, ENTRY_OFFSETS, readUint64, sha256 } from "@spanledger/ledger";
import { concatenate } from "../package/concatenate.ts";
import type { ExportPackage } from "../package/export-package.ts";
import { createLineReader } from "../package/line-reader.ts";
import { Failure } from "../report/failure.ts";
import type { EntryRange } from "./scan-entries.ts";

interface Place {
  readonly files: ExportPackage;
  readonly range: EntryRange;
}

/** Why another index was found where `index` belongs: entries were deleted, inserted or moved. */
export async function misplacedEntry(at: Place & { readonly index: number; readonly found: number }): Promise<Failure> {
  const { files, range, index, found } = at;
  const surplus = files.size(range.name) / ENTRY_BYTES - (range.end - range.start);
  if (surplus > 0) {
    return new Failure("inserted", `An entry that says it is #${found} was inserted where #${index} belongs.`);
  }
  const isElsewhere = await someEntry(at, (bytes, from) => readUint64(bytes, from + ENTRY_OFFSETS.index) === index);
  if (surplus === 0 && isElsewhere) {
    return new Failure("reordered", `The entries were reordered: #${found} stands where #${index} belongs.`);
  }
  return new Failure("deleted", `Entry #${index} was deleted: #${found} follows #${index - 1}.`);
}

/** Why the next line of the records is not the body of entry `index`. */
export async function misplacedRecord(
  at: Place & {
    readonly records: readonly string[];
    readonly index: number;
    readonly bodyHash: Buffer;
    readonly line: Buffer;
  },
): Promise<Failure> {
  const { index, bodyHash, line } = at;
  const lineHash = sha256(line);
  const isOfAnother = await someEntry(at, (bytes, from) => sameBody(bytes, from, lineHash));
  const isElsewhere = await someRecord(at, bodyHash);
  if (isOfAnother && isElsewhere) {
    return new Failure(
      "records_reordered",
      `The records were reordered: another one stands where that of #${index} belongs.`,
    );
  }
  if (isOfAnother) return omittedRecord(index);
  if (isElsewhere) {
    return new Failure("record_inserted", `A record that the log does not hold was inserted before that of #${index}.`);
  }
  return new Failure("record_edited", `Record #${index} was edited: its hash is not the one that the log holds.`);
}

/** The record of an entry of the system is not in the export, and nothing says that it was erased. */
export function omittedRecord(index: number): Failure {
  return new Failure("omitted", `Record #${index} belongs to the system but was left out of the export.`);
}

async function someEntry({ files, range }: Place, matches: (bytes: Buffer, at: number) => boolean): Promise<boolean> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of files.open(range.name)) {
    const bytes = Buffer.concat([rest, chunk]);
    let at = 0;
    for (; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) if (matches(bytes, at)) return true;
    rest = bytes.subarray(at);
  }
  return false;
}

async function someRecord(
  { files, records }: { readonly files: ExportPackage; readonly records: readonly string[] },
  hash: Buffer,
): Promise<boolean> {
  const reader = createLineReader(concatenate(files, records), {
    name: "the records",
    maxBytes: Number.POSITIVE_INFINITY,
  });
  for (let line = await reader.peek(); line !== undefined; line = await reader.peek()) {
    if (sha256(line).equals(hash)) return true;
    reader.take();
  }
  return false;
}

function sameBody(bytes: Buffer, at: number, hash: Buffer): boolean {
  const from = at + ENTRY_OFFSETS.bodyHash;
  return bytes.compare(hash, 0, 32, from, from + 32) === 0;
}
