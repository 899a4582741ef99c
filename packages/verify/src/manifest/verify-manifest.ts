import { formatManifestNote, openNote, parseNote, type VerifierKey } from "@spanledger/ledger";
import type { VerifiedLog } from "../log/verify-log.ts";
import type { ExportPackage } from "../package/export-package.ts";
import { Failure } from "../report/failure.ts";
import type { Report } from "../report/report.ts";
import type { Manifest } from "./manifest.ts";

interface Checks {
  readonly files: ExportPackage;
  readonly manifest: Manifest;
  readonly keys: readonly VerifierKey[];
  readonly report: Report;
}

/** The manifest is the signed one, and the archive holds its files and no others. Throws `Failure` naming the first file. */
export async function verifyManifest(checks: Checks): Promise<void> {
  await verifySignature(checks);
  const { files, manifest, report } = checks;
  if (manifest.files === undefined) {
    const message = "The manifest lists no file hashes: files beside the logs, if there are any, are not covered.";
    report.note("no_file_list", message);
    return;
  }
  const listed = new Set(manifest.files.map(({ path }) => path));
  const extra = files.names.find((name) => !listed.has(name) && !/^manifest\.[a-z]+$/u.test(name));
  if (extra !== undefined) throw new Failure("unlisted_file", `${extra} is in the archive but not in the manifest.`);
  for (const { path, sha256, bytes } of manifest.files) {
    if (!files.has(path)) throw new Failure("missing_file", `${path} is in the manifest but not in the archive.`);
    if (files.size(path) !== bytes || (await files.sha256(path)) !== sha256) {
      throw new Failure("changed_file", `${path} was changed: its SHA-256 or size is not that of the manifest.`);
    }
  }
  report.passed("files", `${manifest.files.length} files have the hashes of the manifest.`);
}

async function verifySignature({ files, manifest, keys, report }: Checks): Promise<void> {
  const note = await files.text("manifest.note");
  if (note === undefined) return;
  const hash = Buffer.from(await files.sha256("manifest.json"), "hex");
  if (parseNote(note)?.text !== formatManifestNote(manifest.exportId ?? "", hash)) {
    throw new Failure("manifest", "manifest.json was changed: manifest.note signs another one.");
  }
  const opened = openNote(note, keys);
  if (opened.status === "open") report.passed("manifest", "The manifest is signed by a trusted key.");
  else if (opened.status === "unknown_key")
    report.note("manifest_key", "No --key given is of the signature of the manifest.");
  else throw new Failure("manifest", "The signature of the manifest does not fit it.");
}

/** What the manifest says of the logs is what was found. Throws `Failure` for a log that is missing or another range. */
export function verifyManifestLogs({ logs }: Manifest, found: readonly VerifiedLog[]): void {
  for (const log of logs) {
    const match = found.find(({ origin, start }) => origin === log.origin && (log.start ?? start) === start);
    if (match === undefined)
      throw new Failure("missing_log", `The export lacks the log ${log.origin} that its manifest names.`);
    const differs =
      (log.end ?? match.end) !== match.end ||
      (log.entries ?? match.entries) !== match.entries ||
      (log.inScope ?? match.inScope) !== match.inScope;
    if (differs)
      throw new Failure("manifest_range", `The manifest states other figures for ${log.origin} than the log shows.`);
  }
}
