import { createFrontier, type FrontierState, parseCheckpoint, parseNote, type VerifierKey } from "@spanledger/ledger";
import type { ExportPackage } from "../package/export-package.ts";
import { Failure } from "../report/failure.ts";
import type { Report } from "../report/report.ts";
import type { LogFiles } from "./log-files.ts";
import { createRecordMatcher } from "./match-records.ts";
import { openCheckpoint, type SignedCheckpoint } from "./open-checkpoint.ts";
import { readClaims } from "./read-claims.ts";
import { scanEntries } from "./scan-entries.ts";
import { type PinnedCheckpoint, verifyContinuation } from "./verify-continuation.ts";
import { verifyEvents } from "./verify-events.ts";
import { proofIndices, verifyProofs } from "./verify-proofs.ts";
import { reportContent } from "./report-content.ts";

export interface LogOptions {
  readonly files: ExportPackage;
  readonly log: LogFiles;
  readonly project: string;
  readonly system: string;
  /** Keys that the caller was given outside of the export. */
  readonly trusted: readonly VerifierKey[];
  readonly witnesses: readonly VerifierKey[];
  readonly since: readonly PinnedCheckpoint[];
  readonly report: Report;
}

export interface VerifiedLog {
  readonly origin: string;
  readonly start: number;
  readonly end: number;
  readonly latest: number;
  readonly entries: number;
  readonly inScope: number;
}

/** Every check of one log, in the order of the specification. Throws `Failure` at the first thing that is wrong. */
export async function verifyLog(options: LogOptions): Promise<VerifiedLog> {
  const { files, log, report } = options;
  const notes = await readNotes(files, log);
  const origin = parseCheckpoint(parseNote(notes.latest)?.text ?? "")?.origin ?? "";
  const events = await verifyEvents(files, { prefix: log.prefix, origin, trusted: options.trusted });
  const [start, end, latest] = openCheckpoints(notes, [...events.keys, ...options.witnesses]);
  reportSignatures({ start, end, latest }, options, events.rotations);

  const frontier = createFrontier(await readFrontier(files, log));
  if (frontier.size() !== start.size || !frontier.root().equals(start.root)) {
    throw new Failure("frontier", "frontier.json is not the state that the start checkpoint signed.");
  }
  const range = { name: log.entries, start: start.size, end: end.size };
  const claims = await readClaims(files, log.erasures);
  const matcher = createRecordMatcher({ ...options, range, claims });
  const watch = {
    sizes: new Set(options.since.map(({ size }) => size)),
    leaves: new Set(proofIndices(files, log.prefix)),
  };
  const scanned = await scanEntries({ files, range, frontier, visit: matcher.visit, watch });
  const matched = await matcher.finish();
  requireRoot(frontier.root(), end);
  const count = end.size - start.size;
  report.passed("entries", `All ${count} entries from #${start.size} lead to the signed root of ${end.size}.`);
  await verifyContinuation({ ...options, start, end, latest, roots: scanned.roots });
  await verifyProofs({ ...options, start, end, latest, leaves: scanned.leaves, keys: events.keys });
  reportContent({ matched, claims, events, report });
  return { origin, start: start.size, end: end.size, latest: latest.size, entries: count, inScope: matched.inScope };
}

interface Notes {
  readonly start: string;
  readonly end: string;
  readonly latest: string;
}

async function readNotes(files: ExportPackage, log: LogFiles): Promise<Notes> {
  const read = async (name: "start" | "end" | "latest") => {
    const note = await files.text(log.checkpoint(name));
    if (note === undefined) throw new Failure("incomplete", `The export lacks ${log.checkpoint(name)}.`);
    return note;
  };
  return { start: await read("start"), end: await read("end"), latest: await read("latest") };
}

function openCheckpoints(
  notes: Notes,
  keys: readonly VerifierKey[],
): [start: SignedCheckpoint, end: SignedCheckpoint, latest: SignedCheckpoint] {
  const start = openCheckpoint(notes.start, "start checkpoint", keys);
  const end = openCheckpoint(notes.end, "end checkpoint", keys);
  const latest = openCheckpoint(notes.latest, "latest checkpoint", keys);
  if (start.origin !== end.origin || end.origin !== latest.origin) {
    throw new Failure("origin", "The checkpoints are of different logs.");
  }
  if (start.size > end.size || end.size > latest.size) {
    throw new Failure("order", `The checkpoints do not grow: ${start.size}, ${end.size}, ${latest.size}.`);
  }
  return [start, end, latest];
}

function reportSignatures(
  { start, end, latest }: { start: SignedCheckpoint; end: SignedCheckpoint; latest: SignedCheckpoint },
  { report, trusted, witnesses }: LogOptions,
  rotations: readonly string[],
): void {
  const own = latest.signedBy.filter(({ name }) => name === latest.origin);
  if (own.length === 0) {
    const given = trusted.length === 0 ? "no --key was given" : `no --key given is of ${latest.origin}`;
    report.unverifiable(
      "no_trusted_key",
      `Authenticity not established: ${given}. A key inside the export proves nothing.`,
    );
  } else {
    const ids = own.map(({ keyId }) => keyId).join(", ");
    const sizes = `${start.size}, ${end.size} and ${latest.size}`;
    report.passed("signatures", `The checkpoints of ${sizes} records are signed by the trusted key ${ids}.`);
  }
  if (rotations.length > 0) report.note("rotation", `The trusted key handed over to ${rotations.join(", ")}.`);
  for (const witness of witnesses) {
    if (!latest.signedBy.includes(witness)) {
      throw new Failure("no_witness", `The witness ${witness.name} did not cosign the latest checkpoint.`);
    }
    report.passed("witness", `The witness ${witness.name} cosigned the latest checkpoint.`);
  }
}

async function readFrontier(files: ExportPackage, log: LogFiles): Promise<FrontierState> {
  try {
    const { size, nodes } = JSON.parse((await files.text(log.frontier)) ?? "") as FrontierState;
    if (typeof size === "number" && Array.isArray(nodes)) return { size, nodes: nodes.map(String) };
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new Failure("frontier", `${log.frontier} is missing or broken.`);
}

function requireRoot(root: Buffer, end: SignedCheckpoint): void {
  if (root.equals(end.root)) return;
  throw new Failure(
    "root",
    `The entries do not lead to the signed root of ${end.size}, although every record shown fits its entry: an entry was ` +
      "changed, either together with its record, or to hide a record as another system's.",
  );
}
