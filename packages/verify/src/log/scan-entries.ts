import { ENTRY_BYTES, ENTRY_OFFSETS, entryMalformation, type Frontier, leafHash, readUint64 } from "@spanledger/ledger";
import type { ExportPackage } from "../package/export-package.ts";
import { Failure } from "../report/failure.ts";
import { misplacedEntry } from "./diagnose.ts";

export interface EntryRange {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface Scan {
  readonly files: ExportPackage;
  readonly range: EntryRange;
  readonly frontier: Frontier;
  /** Sees every entry; the bytes are the caller's only until it returns. */
  readonly visit: (bytes: Buffer, at: number, index: number) => void | Promise<void>;
  /** Roots to keep, at these sizes, and leaf hashes to keep, of these records. */
  readonly watch: { readonly sizes: ReadonlySet<number>; readonly leaves: ReadonlySet<number> };
}

export interface Scanned {
  readonly roots: ReadonlyMap<number, Buffer>;
  readonly leaves: ReadonlyMap<number, Buffer>;
}

/**
 * Hashes every entry of the range onto the frontier. Throws `Failure` at the first entry that is broken, out of place or
 * logged before the one it follows, and when entries are missing at the end or too many.
 */
export async function scanEntries({ files, range, frontier, visit, watch }: Scan): Promise<Scanned> {
  const roots = new Map<number, Buffer>();
  const leaves = new Map<number, Buffer>();
  let rest: Buffer = Buffer.alloc(0);
  let index = range.start;
  let lastLoggedUs = 0;
  for await (const chunk of files.open(range.name)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    for (; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES, index += 1) {
      if (watch.sizes.has(index)) roots.set(index, frontier.root());
      const broken = entryMalformation(bytes, at);
      if (broken !== undefined) throw new Failure("malformed_entry", `Entry #${index} is not an entry: ${broken}.`);
      const found = readUint64(bytes, at + ENTRY_OFFSETS.index);
      if (found !== index) throw await misplacedEntry({ files, range, index, found });
      const loggedUs = readUint64(bytes, at + ENTRY_OFFSETS.loggedAt);
      if (loggedUs < lastLoggedUs)
        throw new Failure("clock", `Entry #${index} says it was logged before the one it follows.`);
      lastLoggedUs = loggedUs;
      const hash = leafHash(bytes.subarray(at, at + ENTRY_BYTES));
      if (watch.leaves.has(index)) leaves.set(index, hash);
      const visiting = visit(bytes, at, index);
      if (visiting !== undefined) await visiting;
      frontier.append(hash);
    }
    rest = bytes.subarray(at);
  }
  roots.set(index, frontier.root());
  if (rest.length > 0) throw new Failure("truncated", `The entries end inside of entry #${index}: bytes are missing.`);
  requireEnd(index, range);
  return { roots, leaves };
}

function requireEnd(reached: number, { end }: EntryRange): void {
  if (reached < end) {
    const message = `The entries stop after #${reached - 1}, but the signed checkpoint covers ${end}: the tail was cut off.`;
    throw new Failure("truncated", message);
  }
  if (reached > end) {
    throw new Failure(
      "inserted",
      `There are ${reached - end} more entries than the signed checkpoint of ${end} covers.`,
    );
  }
}
