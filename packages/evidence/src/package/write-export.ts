import { formatManifestNote, parseCheckpoint, parseNote, scopeTag, sha256, signNote } from "@spanledger/ledger";
import recordSchema from "@spanledger/ledger/record.v1.schema.json" with { type: "json" };
import { writeLog, type WrittenLog } from "../log/write-log.ts";
import type { ExportLog } from "../log/export-log.ts";
import { buildReport } from "../report/build-report.ts";
import { createTally } from "../report/create-tally.ts";
import { renderHtml } from "../report/render-html.ts";
import { renderPdf } from "../report/render-pdf.ts";
import type { LogFact, ReportFacts } from "../report/report-facts.ts";
import type { Report } from "../report/report.ts";
import type { Tally } from "../report/tally.ts";
import { LAW } from "../law/law-table.ts";
import { assembleZip } from "../zip/assemble-zip.ts";
import { auditorReadme } from "./auditor-readme.ts";
import { createExportFolder, type ExportFolder } from "./export-folder.ts";
import type { ExportOptions, RedactionProfile } from "./export-request.ts";
import { fieldDictionary } from "./field-dictionary.ts";
import { erasedFields } from "./erased-fields.ts";
import { manifestOf } from "./manifest.ts";

export interface WrittenExport {
  /** SHA-256 of `manifest.json`, 64 hex digits: what the log says of the export. */
  readonly manifestSha256: string;
  /** Of the archive, 64 hex digits. */
  readonly sha256: string;
  readonly bytes: number;
  readonly entries: number;
  readonly records: number;
  readonly report: Report;
}

/**
 * Writes an evidence export (specification §5): the logs' range with checkpoints and proofs, the records of one system,
 * what may be opened of them, and the report. Streams: memory does not grow with the records.
 * @throws EvidenceError when what is stored does not lead to the signed roots
 */
export async function writeExport(options: ExportOptions): Promise<WrittenExport> {
  const { request, logs } = options;
  const folder = createExportFolder(options.directory);
  const tally = createTally();
  const written: WrittenLog[] = [];
  for (const [at, log] of logs.entries()) {
    const prefix = `logs/${at}/`;
    const result = await writeLog(log, {
      folder,
      prefix,
      scope: scopeTag(request.project, request.system),
      withheld: WITHHELD[request.redaction],
      visit: tally.visit,
      onProgress: (records) => options.onProgress?.(records),
    });
    await folder.write(`${prefix}scopes.json`, scopesOf(result, options));
    written.push(result);
  }
  await writeTimestamps(folder, logs);
  const report = await writeReport(folder, options, { written, tally: tally.result() });
  const changes = options.settingChanges.map((change) => `${JSON.stringify(change)}\n`);
  await folder.write("settings/history.jsonl", changes.join(""));
  await writeGuides(folder, options);
  const { manifestSha256 } = await writeManifest(folder, options, { written, tally: tally.result() });
  const { bytes, sha256: archiveSha256 } = await assembleZip(options.path, folder.parts());
  return {
    manifestSha256,
    sha256: archiveSha256,
    bytes,
    entries: written.reduce((sum, { entries }) => sum + entries, 0),
    records: written.reduce((sum, { inScope }) => sum + inScope, 0),
    report,
  };
}

const PERSONS = ["user_ref", "session_ref", "affected_ref", "reviewer_ref", "reviewer_note", "ip"];
const CONTENT = ["input", "output", "system_prompt", "retrieved", "tool_args", "tool_result", "error_msg", "attrs"];

const WITHHELD: Readonly<Record<RedactionProfile, ReadonlySet<string>>> = {
  full: new Set(),
  no_persons: new Set(PERSONS),
  no_content: new Set([...PERSONS, ...CONTENT]),
};

interface Made {
  readonly written: readonly WrittenLog[];
  readonly tally: Tally;
}

async function writeTimestamps(folder: ExportFolder, logs: readonly ExportLog[]): Promise<void> {
  for (const [at, { timestamps }] of logs.entries()) {
    for (const { size, note, response } of timestamps) {
      await folder.write(`anchors/${at}-${size}.checkpoint`, note);
      await folder.write(`anchors/${at}-${size}.tsr`, response);
    }
  }
}

function scopesOf({ scopes }: WrittenLog, { scopeNames }: ExportOptions): string {
  const lines = [...scopes].map(([tag, entries]) => ({ tag, entries, name: scopeNames.get(tag) ?? null }));
  return `${JSON.stringify(lines, null, 1)}\n`;
}

async function writeReport(folder: ExportFolder, options: ExportOptions, made: Made): Promise<Report> {
  const report = buildReport(made.tally, factsOf(options, made));
  await folder.write("report/report.json", `${JSON.stringify(report, null, 1)}\n`);
  await folder.write("report/report.html", renderHtml(report));
  await folder.write("report/report.pdf", await renderPdf(report));
  return report;
}

const DAY_US = 86_400_000_000;

function factsOf(options: ExportOptions, { written, tally }: Made): ReportFacts {
  const { request, logs, nowMs, oldestLoggedUs } = options;
  const nowUs = nowMs * 1_000;
  const periodEnd = Math.min(request.toUs, nowUs);
  const total = (pick: (log: WrittenLog) => number): number => written.reduce((sum, log) => sum + pick(log), 0);
  return {
    project: request.project,
    system: request.system,
    role: request.role,
    purpose: request.purpose,
    requestedBy: request.requestedBy,
    createdAtMs: nowMs,
    from: dayOf(request.fromUs),
    to: dayOf(request.toUs - 1),
    latenessDays: request.latenessUs / DAY_US,
    logs: logs.map((log, at) => factOf(log, written[at])),
    days: { count: tally.days.size, of: Math.max(tally.days.size, Math.ceil((periodEnd - request.fromUs) / DAY_US)) },
    keptDays: oldestLoggedUs === null ? 0 : Math.floor((nowUs - oldestLoggedUs) / DAY_US),
    retentionFloorDays: LAW.retentionFloorDays,
    exportsBefore: options.exportsBefore,
    openings: {
      disclosed: total(({ disclosed }) => disclosed),
      erased: erasedFields(tally, written),
      withheld: total(({ withheld }) => withheld),
    },
    holds: options.holds,
    erasures: new Set(logs.flatMap(({ erasures }) => erasures.map(({ event }) => event))).size,
  };
}

function factOf(log: ExportLog, written: WrittenLog | undefined): LogFact {
  const root = parseCheckpoint(parseNote(log.end.note)?.text ?? "")?.root;
  const { entries = 0, inScope = 0, late = 0 } = written ?? {};
  return {
    origin: log.origin,
    start: log.start.size,
    end: log.end.size,
    latest: log.latest.size,
    entries,
    inScope,
    outOfScope: entries - inScope,
    late,
    root: root === undefined ? "" : Buffer.from(root).toString("base64"),
    keys: log.keys,
  };
}

function dayOf(us: number): string {
  return new Date(Math.floor(us / 1_000)).toISOString().slice(0, 10);
}

async function writeGuides(folder: ExportFolder, { request, logs, signer }: ExportOptions): Promise<void> {
  await folder.write("README.md", auditorReadme(request, logs));
  await folder.write("schema/record.v1.schema.json", `${JSON.stringify(recordSchema, null, 1)}\n`);
  await folder.write("schema/fields.md", fieldDictionary());
  const keys = logs.flatMap((log) => log.keys.map((key) => ({ origin: log.origin, ...key })));
  const lines = keys.map(({ origin, vkey, fromSize, toSize, reason }) => ({
    origin,
    vkey,
    from_size: fromSize,
    to_size: toSize,
    reason,
  }));
  await folder.write("keys/keys.json", `${JSON.stringify(lines, null, 1)}\n`);
  for (const [at, { vkey }] of keys.entries()) await folder.write(`keys/${at}.vkey`, `${vkey}\n`);
  await folder.write("keys/export.vkey", `${signer.key.vkey}\n`);
  await folder.write("policy.txt", `${keys.map(({ vkey }) => `log ${vkey}\n`).join("")}quorum none\n`);
}

async function writeManifest(
  folder: ExportFolder,
  options: ExportOptions,
  made: Made,
): Promise<{ readonly manifestSha256: string }> {
  const { request, signer } = options;
  const manifest = `${JSON.stringify(manifestOf(options, { ...made, parts: folder.parts() }), null, 1)}\n`;
  const hash = sha256(manifest);
  await folder.write("manifest.json", manifest);
  await folder.write("manifest.note", signNote(formatManifestNote(request.exportId, hash), [signer]));
  return { manifestSha256: hash.toString("hex") };
}
