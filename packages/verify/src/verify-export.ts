import { parseCheckpoint, parseNote, type VerifierKey } from "@spanledger/ledger";
import { findLogs } from "./log/log-files.ts";
import { openCheckpoint } from "./log/open-checkpoint.ts";
import type { PinnedCheckpoint } from "./log/verify-continuation.ts";
import { type VerifiedLog, verifyLog } from "./log/verify-log.ts";
import { type Manifest, readManifest } from "./manifest/manifest.ts";
import { verifyManifest, verifyManifestLogs } from "./manifest/verify-manifest.ts";
import { type ExportPackage, openPackage } from "./package/export-package.ts";
import { Failure } from "./report/failure.ts";
import { type Finding, type Verdict, verdictOf } from "./report/finding.ts";
import { createReport, type Report } from "./report/report.ts";
import { ZipError } from "./zip/zip-error.ts";

export interface VerifyOptions {
  /** Path of the ZIP file. */
  readonly path: string;
  readonly trusted: readonly VerifierKey[];
  readonly witnesses: readonly VerifierKey[];
  /** Texts of checkpoints that the reader kept from earlier. */
  readonly since: readonly string[];
  /** Texts of consistency proofs from those checkpoints, if the export does not hold them. */
  readonly proofs: readonly string[];
}

export interface Verification {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly logs: readonly VerifiedLog[];
  readonly manifest: Manifest | undefined;
}

/** Verifies an export, offline and in constant memory but for the list of erased fields. */
export async function verifyExport(options: VerifyOptions): Promise<Verification> {
  const report = createReport();
  const logs: VerifiedLog[] = [];
  let manifest: Manifest | undefined;
  await guard(report, async () => {
    const files = await openPackage(options.path);
    try {
      manifest = await readManifest(files);
      await verifyAll({ files, manifest, options, report, logs });
    } finally {
      await files.close();
    }
  });
  return { verdict: verdictOf(report.findings), findings: report.findings, logs, manifest };
}

interface Run {
  readonly files: ExportPackage;
  readonly manifest: Manifest;
  readonly options: VerifyOptions;
  readonly report: Report;
  readonly logs: VerifiedLog[];
}

async function verifyAll({ files, manifest, options, report, logs }: Run): Promise<void> {
  const { trusted, witnesses } = options;
  const found = findLogs(files);
  if (found.length === 0) throw new Failure("no_log", "The export holds no log: there is no entries.bin in it.");
  const pinned = options.since.map((note) => readPinned(note, options));
  for (const log of found) {
    const note = parseNote((await files.text(log.checkpoint("latest"))) ?? "");
    const origin = parseCheckpoint(note?.text ?? "")?.origin ?? log.prefix;
    const about = report.about(origin);
    const since = pinned.filter((pin) => pin.origin === origin);
    const { project, system } = manifest;
    await guard(about, async () => {
      logs.push(await verifyLog({ files, log, project, system, trusted, witnesses, since, report: about }));
    });
  }
  const lost = pinned.find((pin) => !logs.some(({ origin }) => origin === pin.origin));
  if (lost !== undefined && logs.length === found.length) {
    const message = `The export holds no log ${lost.origin}, of which you pinned ${lost.size} records.`;
    report.add({ level: "failed", code: "pinned_log_missing", message });
  }
  await guard(report, async () => {
    if (logs.length === found.length) verifyManifestLogs(manifest, logs);
    await verifyManifest({ files, manifest, keys: trusted, report });
  });
}

function readPinned(note: string, { trusted, proofs }: VerifyOptions): PinnedCheckpoint {
  return { ...openCheckpoint(note, "checkpoint given with --since", trusted), proofs };
}

/** Turns what a check found wrong into a finding; anything else is a fault of this program and goes on up. */
async function guard(report: Report, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    if (error instanceof Failure) report.add({ level: error.level, code: error.code, message: error.message });
    else if (error instanceof ZipError) report.add({ level: "failed", code: "archive", message: error.message });
    else throw error;
  }
}
