import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type EvidenceExport, evidenceExports, logFacts, settingsHistory, type Store } from "@spanledger/clickhouse";
import { EvidenceError, type ExportRequest, writeExport, type WrittenExport } from "@spanledger/evidence";
import { exportLogs } from "@spanledger/evidence-store";
import { parseVkey, scopeTag } from "@spanledger/ledger";
import { verifyExport } from "@spanledger/verify";
import { webEnv } from "../env.ts";
import { exportSigner } from "./export-signer.ts";
import { logAccess } from "./log-access.ts";

export interface ExportJob {
  readonly store: Store;
  readonly projectId: string;
  /** Folder of all exports. */
  readonly folder: string;
  readonly request: ExportRequest;
  readonly requestedBy: string;
  readonly now: () => number;
}

const VERSION = "0.1.0";
/** A page asks every second; a row for each batch would be a thousand. */
const PROGRESS_EVERY_MS = 1_000;

/**
 * Makes one export and leaves its state where page and API read it. The archive is checked by the verifier that an
 * auditor runs, and logged, before it can be downloaded; one that does not pass is deleted.
 */
export async function runExport(job: ExportJob): Promise<void> {
  const { folder, request, now } = job;
  const states = evidenceExports(job.store, job.projectId);
  const directory = join(folder, `${request.exportId}.parts`);
  const path = join(folder, `${request.exportId}.zip`);
  let state = firstState(job);
  const put = async (change: Partial<EvidenceExport>): Promise<void> => {
    state = { ...state, ...change };
    await states.put(state, now());
  };
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await put({ state: "running", step: "reading the logs" });
    const { made, vkeys } = await write(job, { directory, path, put });
    await put({ step: "checking it as an auditor would", progress: 0.9 });
    await selfVerify(path, vkeys);
    const recordId = await logAccess(job, made.manifestSha256);
    const { entries, records, bytes, sha256, manifestSha256 } = made;
    const file = `${request.exportId}.zip`;
    const done = { state: "ready", step: "", progress: 1, finishedAtMs: now() } as const;
    await put({ ...done, entries, records, bytes, sha256, manifestSha256, file, recordId });
  } catch (error) {
    await rm(path, { force: true });
    await put({ state: "failed", step: "", error: sentenceOf(error), finishedAtMs: now() });
    if (!(error instanceof EvidenceError)) throw error;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

export function firstState({ request, requestedBy, now }: ExportJob): Omit<EvidenceExport, "version"> {
  return {
    id: request.exportId,
    state: "requested",
    step: "waiting",
    progress: 0,
    system: request.system,
    fromUs: request.fromUs,
    toUs: request.toUs,
    purpose: request.purpose,
    profile: request.redaction,
    entries: 0,
    records: 0,
    bytes: 0,
    sha256: "",
    manifestSha256: "",
    file: "",
    recordId: "",
    error: "",
    requestedBy,
    requestedAtMs: now(),
    finishedAtMs: null,
  };
}

interface Target {
  readonly directory: string;
  readonly path: string;
  readonly put: (change: Partial<EvidenceExport>) => Promise<void>;
}

interface Written {
  readonly made: WrittenExport;
  /** Of the logs and of the manifest. */
  readonly vkeys: readonly string[];
}

async function write(job: ExportJob, { directory, path, put }: Target): Promise<Written> {
  const { store, projectId, folder, request, now } = job;
  const reader = store.project(projectId);
  const { system, fromUs, toUs, latenessUs } = request;
  const logs = await exportLogs(reader, { system, fromUs, toUs: toUs + latenessUs });
  const facts = await logFacts(reader);
  const before = await evidenceExports(store, projectId).list();
  const signer = await exportSigner(folder);
  const total = logs.reduce((sum, { latest }) => sum + latest.size, 0);
  let read = 0;
  let toldAtMs = now();
  const made = await writeExport({
    request,
    logs,
    signer,
    directory,
    path,
    nowMs: now(),
    generator: { name: "spanledger", version: VERSION, commit: webEnv().SPANLEDGER_COMMIT },
    exportsBefore: before.filter(({ state }) => state === "ready").length,
    holds: facts.holds,
    oldestLoggedUs: facts.oldestLoggedUs,
    policyDays: facts.policyDays,
    settingChanges: await settingsHistory(store, {
      project: projectId,
      fromMs: fromUs / 1_000,
      toMs: toUs / 1_000,
    }),
    scopeNames: new Map(
      facts.systems.map((known) => [scopeTag(projectId, known.system).toString("hex"), known.system]),
    ),
    onProgress(records) {
      read += records;
      if (now() - toldAtMs < PROGRESS_EVERY_MS) return;
      toldAtMs = now();
      void put({ step: "writing records", progress: (0.85 * read) / Math.max(1, total) }).catch(() => undefined);
    },
  });
  return { made, vkeys: [signer.key.vkey, ...logs.flatMap(({ keys }) => keys.map(({ vkey }) => vkey))] };
}

/** @throws EvidenceError naming the first finding: what does not pass here would not pass at the auditor's */
async function selfVerify(path: string, vkeys: readonly string[]): Promise<void> {
  const trusted = vkeys.flatMap((vkey) => parseVkey(vkey) ?? []);
  const { verdict, findings } = await verifyExport({ path, trusted, witnesses: [], since: [], proofs: [] });
  if (verdict === "pass" || verdict === "warnings") return;
  const wrong = findings.find(({ level }) => level === "failed" || level === "unverifiable");
  throw new EvidenceError("record", `The export does not pass its own verification: ${wrong?.message ?? verdict}`);
}

function sentenceOf(error: unknown): string {
  if (error instanceof EvidenceError) return error.message;
  return "The export could not be written. Look at the server's log, free disk space if it is full, and ask for it again.";
}
