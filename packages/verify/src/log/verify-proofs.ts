import { type Checkpoint, parseInclusionProof, type VerifierKey, verifyInclusion } from "@spanledger/ledger";
import type { ExportPackage } from "../package/export-package.ts";
import { Failure } from "../report/failure.ts";
import type { Report } from "../report/report.ts";
import type { LogFiles } from "./log-files.ts";
import { openCheckpoint } from "./open-checkpoint.ts";

interface Proofs {
  readonly files: ExportPackage;
  readonly log: LogFiles;
  readonly start: Checkpoint;
  readonly end: Checkpoint;
  readonly latest: Checkpoint;
  readonly leaves: ReadonlyMap<number, Buffer>;
  readonly keys: readonly VerifierKey[];
  readonly report: Report;
}

/** The proofs of single records that an auditor may take out of the export and check elsewhere. */
export async function verifyProofs({ files, log, start, end, latest, leaves, keys, report }: Proofs): Promise<void> {
  const names = proofNames(files, log.prefix);
  for (const name of names) {
    const proof = parseInclusionProof((await files.text(name)) ?? "");
    const leafHash = proof && leaves.get(proof.index);
    if (proof === undefined || leafHash === undefined || proof.index !== indexOf(name)) {
      throw new Failure("proof", `${name} is not a proof of an entry of the range.`);
    }
    const { size, root, origin } = openCheckpoint(proof.checkpoint, `checkpoint of ${name}`, keys);
    const other = [start, end, latest].find((known) => known.size === size && Buffer.compare(known.root, root) !== 0);
    if (other !== undefined || origin !== end.origin) {
      throw new Failure("split_view", `${name} leads to another log of ${size} records than the export's checkpoint.`);
    }
    if (!verifyInclusion({ index: proof.index, proof: proof.proof, size, root, leafHash })) {
      throw new Failure("proof", `${name} does not hold.`);
    }
  }
  if (names.length > 0)
    report.passed("proofs", `${names.length} inclusion proof${names.length === 1 ? "" : "s"} hold.`);
}

/** Records whose leaf hashes the proofs need. */
export function proofIndices(files: ExportPackage, prefix: string): number[] {
  return proofNames(files, prefix).map(indexOf);
}

const PROOF = /^proofs\/([0-9]+)\.tlog-proof$/u;

function proofNames({ names }: ExportPackage, prefix: string): string[] {
  return names.filter((name) => name.startsWith(prefix) && PROOF.test(name.slice(prefix.length)));
}

function indexOf(name: string): number {
  return Number(/([0-9]+)\.tlog-proof$/u.exec(name)?.[1]);
}
