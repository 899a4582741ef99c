import type { Store } from "@spanledger/clickhouse";
import { appendRecord, SUBJECT_KINDS } from "@spanledger/evidence-store";
import { LOG_SYSTEM } from "@spanledger/ledger";
import { z } from "zod";
import { subjectSql } from "./erasure-subject.ts";
import { findTargets, type TargetPart } from "./find-targets.ts";
import { extentOf, forgetSpans } from "./forget-spans.ts";
import { dropOldParts } from "./drop-old-parts.ts";
import { ACTIVE_HOLDS, HELD_SPANS } from "./held-spans.ts";
import { searchEverywhere } from "./search-everywhere.ts";

export interface ErasureJob {
  readonly store: Store;
  readonly now: () => number;
  /** Name of this ingest's logs. */
  readonly log: () => string;
  /** Everything acknowledged so far is in the database. */
  readonly settle: () => Promise<unknown>;
  /** Empties what the spool keeps of loaded segments; gives the files set aside that contain the text. */
  readonly clearScratch: (text: string) => Promise<number>;
  /** The process ends: the erasure stops between two steps and goes on at the next start. */
  readonly signal: AbortSignal;
}

const Subject = z.object({
  project: z.string(),
  id: z.string(),
  kind: z.enum(SUBJECT_KINDS),
  value: z.string(),
  basis: z.string(),
  requested_us: z.string().transform(Number),
});
type Subject = z.infer<typeof Subject>;

/** The erasures that were asked for and are not done. */
export function findErasures(store: Store): Promise<Subject[]> {
  return store.query({
    name: "asked erasures",
    lane: "control",
    sql: `SELECT s.project AS project, s.id AS id, s.kind AS kind, s.value AS value, any(e.basis) AS basis,
        toString(min(toUnixTimestamp64Milli(e.requested_at)) * 1000) AS requested_us
      FROM erasure_subjects AS s INNER JOIN erasures AS e ON e.project = s.project AND e.id = s.id AND e.version = 1
      WHERE s.kind != 'salt'
      GROUP BY project, id, kind, value ORDER BY id LIMIT 100 SETTINGS max_execution_time = 10, max_memory_usage = 500000000`,
    schema: Subject,
  });
}

/**
 * Erases a subject: content and salts go physically, spans keep their figures under a name that says nothing, and the
 * log gets a record of it. It may be run again after a crash at any point. Expected ends are states, not errors.
 */
export async function runErasure(job: ErasureJob, subject: Subject): Promise<"done" | "held"> {
  const { store, now, signal } = job;
  const { project, id, kind, value } = subject;
  const held = await heldBy(store, subject);
  if (held !== undefined) {
    await putState(store, subject, { state: "held", reason: held, version: now() });
    await deleteSubject(store, subject, signal);
    return "held";
  }
  await putState(store, subject, { state: "running", version: now() });
  await job.settle();
  signal.throwIfAborted();
  const sql = subjectSql(kind);
  const targets = await findTargets(store, { project, log: job.log(), id, sql, nowMs: now() });
  const counts = await extentOf(store, { project, erasure: id, sql });
  await putState(store, subject, { state: "running", version: now(), ...counts, records: targets.count });
  await forgetSpans(store, { project, erasure: id, sql });
  signal.throwIfAborted();
  await dropOldParts(store, COLD_TABLES, signal);
  const quarantined = await job.clearScratch(value);
  const found = { ...(await searchEverywhere(store, { project, value, kind })), quarantined_segments: quarantined };
  for (const part of targets.parts) await logErasure(job, subject, part);
  const result = { found: JSON.stringify(found), log: job.log(), recordId: targets.parts[0]?.recordId ?? "" };
  await putState(store, subject, { state: "running", version: now(), ...result });
  await deleteSubject(store, subject, signal);
  await putState(store, subject, { state: "done", version: now(), ...result });
  return "done";
}

/** Ends the erasures whose subject was deleted as the last step, but of which that was not written down any more. */
export async function finishErasures(store: Store, now: () => number): Promise<void> {
  const rows = await store.query({
    name: "unfinished erasures",
    lane: "control",
    sql: `SELECT e.project AS project, e.id AS id, argMax(e.found_after, e.version) AS found, argMax(e.log, e.version) AS log,
        argMax(e.record_id, e.version) AS recordId
      FROM erasures AS e WHERE (e.project, e.id) NOT IN (SELECT project, id FROM erasure_subjects)
      GROUP BY project, id HAVING argMax(e.state, e.version) = 'running' AND found != '' LIMIT 100
      SETTINGS max_execution_time = 10, max_memory_usage = 500000000`,
    schema: z.object({ project: z.string(), id: z.string(), found: z.string(), log: z.string(), recordId: z.string() }),
  });
  for (const { project, id, ...result } of rows)
    await putState(store, { project, id }, { state: "done", version: now(), ...result });
}

/** Rewritten by an erasure: their replaced parts must leave the disk. */
const COLD_TABLES = ["spans", "span_content", "adjustments", "ledger_openings"] as const;

async function logErasure(job: ErasureJob, subject: Subject, part: TargetPart): Promise<void> {
  const nowMs = job.now();
  const record = {
    kind: "erasure",
    sys: LOG_SYSTEM,
    d: {
      act: "erase_fields",
      basis: subject.basis,
      method: "salt_and_content_deleted",
      req: subject.id,
      requested_us: subject.requested_us,
      done_us: nowMs * 1_000,
      count: part.count,
    },
  } as const;
  await appendRecord(job.store, subject.project, {
    record,
    changedBy: "erasure",
    nowMs,
    recordId: part.recordId,
    ...(part.log === job.log() ? {} : { log: part.log }),
    prepared: { targets: part.opening },
  });
}

/** A hold on the project, on the subject itself, or on anything that the erasure would take with it. */
async function heldBy(store: Store, { project, id, kind, value }: Subject): Promise<string | undefined> {
  const reader = store.project(project);
  const sql = subjectSql(kind);
  const [hold] = await reader.query({
    name: "holds on a subject",
    sql: `SELECT id, basis FROM ${ACTIVE_HOLDS}
      WHERE scope = 'project' OR (scope = {kind: String} AND scope_value = {value: String}) LIMIT 1
      SETTINGS max_execution_time = 10`,
    params: { kind, value },
    schema: z.object({ id: z.string(), basis: z.string() }),
  });
  if (hold !== undefined) return `The hold ${hold.id} (${hold.basis}) keeps it.`;
  const [parts] = await reader.query({
    name: "holds on a part of a subject",
    sql: `SELECT toString(count()) AS held FROM spans WHERE ${sql.spans} AND (trace_id, span_id) IN (${HELD_SPANS})
      SETTINGS max_execution_time = 300, max_memory_usage = 4000000000`,
    params: { erasure: id },
    schema: z.object({ held: z.string() }),
  });
  return parts === undefined || parts.held === "0" ? undefined : `A hold keeps ${parts.held} of its spans.`;
}

interface State {
  readonly state: "running" | "held" | "done" | "failed";
  readonly version: number;
  readonly reason?: string;
  readonly spans?: number;
  readonly contents?: number;
  readonly records?: number;
  readonly found?: string;
  readonly log?: string;
  readonly recordId?: string;
}

/** Keeps what was asked and adds what has happened since; a second try after a crash finds less, so the larger counts hold. */
export async function putState(
  store: Store,
  { project, id }: Pick<Subject, "project" | "id">,
  state: State,
): Promise<void> {
  await store.command(
    `INSERT INTO erasures (project, id, state, subject_kind, subject_salt, subject_digest, basis, reason, spans, contents, records,
       found_after, log, record_id, requested_by, requested_at, done_at, version)
     SELECT e.project, e.id, {state: String}, any(e.subject_kind), any(e.subject_salt), any(e.subject_digest), any(e.basis),
       {reason: String}, greatest({spans: UInt64}, max(e.spans)), greatest({contents: UInt64}, max(e.contents)),
       greatest({records: UInt64}, max(e.records)), {found: String}, {log: String}, {record: String}, any(e.requested_by),
       any(e.requested_at), if({state: String} = 'done', fromUnixTimestamp64Milli({version: Int64}, 'UTC'), NULL),
       greatest({version: UInt64}, max(e.version) + 1)
     FROM erasures AS e WHERE e.project = {project: String} AND e.id = {id: String} GROUP BY e.project, e.id`,
    {
      project,
      id,
      state: state.state,
      version: state.version,
      reason: state.reason ?? "",
      spans: state.spans ?? 0,
      contents: state.contents ?? 0,
      records: state.records ?? 0,
      found: state.found ?? "",
      log: state.log ?? "",
      record: state.recordId ?? "",
    },
  );
}

async function deleteSubject(store: Store, { project, id }: Subject, signal: AbortSignal): Promise<void> {
  await store.command(
    `ALTER TABLE erasure_subjects DELETE WHERE project = {project: String} AND id = {id: String} SETTINGS mutations_sync = 2`,
    { project, id },
  );
  await dropOldParts(store, ["erasure_subjects"], signal);
}
