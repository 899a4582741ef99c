import { type Checkpoint, parseConsistencyProof, verifyConsistency } from "@spanledger/ledger";
import type { ExportPackage } from "../package/export-package.ts";
import { Failure } from "../report/failure.ts";
import type { Report } from "../report/report.ts";
import type { LogFiles } from "./log-files.ts";

/** A checkpoint that the reader kept from earlier, with proofs handed over beside the export if there are any. */
export interface PinnedCheckpoint extends Checkpoint {
  readonly proofs: readonly string[];
}

interface Continuation {
  readonly files: ExportPackage;
  readonly log: LogFiles;
  readonly start: Checkpoint;
  readonly end: Checkpoint;
  readonly latest: Checkpoint;
  readonly since: readonly PinnedCheckpoint[];
  /** Roots that the entries led to, by size. */
  readonly roots: ReadonlyMap<number, Buffer>;
  readonly report: Report;
}

/** The log went on from the range to its latest checkpoint, and from every pinned one, without rewriting anything. */
export async function verifyContinuation(options: Continuation): Promise<void> {
  const { end, latest, since, report } = options;
  const proof = await findProof(options, [end.size, latest.size]);
  if (!holds(end, latest, proof)) {
    const message = `The log does not continue from ${end.size} to ${latest.size} records: the proof is missing or does not hold.`;
    throw new Failure("inconsistent", message);
  }
  if (latest.size > end.size) {
    report.passed("continues", `The log continues from ${end.size} to ${latest.size} records without a change before.`);
  }
  for (const pinned of since) await verifyPinned(options, pinned);
}

async function verifyPinned(options: Continuation, pinned: PinnedCheckpoint): Promise<void> {
  const { latest, end, roots, report } = options;
  if (pinned.size > latest.size) {
    throw new Failure(
      "rolled_back",
      `The log was rolled back: you pinned ${pinned.size} records, but the export's latest checkpoint has ${latest.size}. ` +
        "If the export is older than the pin, ask for a new one.",
    );
  }
  const known = pinned.size === end.size ? Buffer.from(end.root) : roots.get(pinned.size);
  if (known?.equals(pinned.root) === true) {
    report.passed("pinned", `The log is the one that you pinned at ${pinned.size} records.`);
    return;
  }
  const proof = known === undefined ? await findProof(options, [pinned.size, latest.size], pinned.proofs) : undefined;
  if (known === undefined && proof === undefined && pinned.size !== latest.size) {
    throw new Failure(
      "no_proof",
      `The export holds no proof from your pin of ${pinned.size} to ${latest.size} records. ` +
        `Ask the operator for consistency-${pinned.size}-${latest.size}.txt and pass it with --proof.`,
      "unverifiable",
    );
  }
  if (known !== undefined || !holds(pinned, latest, proof)) {
    throw new Failure(
      "forked",
      `The log was forked: at ${pinned.size} records it is not the one that you pinned. Its history was rewritten.`,
    );
  }
  report.passed("pinned", `The log continues the one that you pinned at ${pinned.size} records.`);
}

function holds(older: Checkpoint, newer: Checkpoint, proof: readonly Uint8Array[] | undefined): boolean {
  if (proof === undefined && older.size !== newer.size) return false;
  return verifyConsistency({
    oldSize: older.size,
    oldRoot: older.root,
    newSize: newer.size,
    newRoot: newer.root,
    proof: proof ?? [],
  });
}

async function findProof(
  { files, log }: Continuation,
  [oldSize, newSize]: readonly [oldSize: number, newSize: number],
  besides: readonly string[] = [],
): Promise<readonly Uint8Array[] | undefined> {
  if (oldSize === newSize) return undefined;
  const inside = await files.text(log.consistency(oldSize, newSize));
  const texts = inside === undefined ? besides : [inside, ...besides];
  return texts.map(parseConsistencyProof).find((proof) => proof?.oldSize === oldSize)?.proof;
}
