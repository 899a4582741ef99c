import { randomBytes } from "node:crypto";
import { CONTENT_FIELDS, type Store } from "@spanledger/clickhouse";
import { appendRecord } from "@spanledger/evidence-store";
import { decodeTargets, encodeTargets, type ErasureTarget, type JsonValue, LOG_SYSTEM } from "@spanledger/ledger";
import { z } from "zod";
import { dropOldParts } from "./drop-old-parts.ts";
import { ACTIVE_HOLDS, HELD_SPANS } from "./held-spans.ts";

export interface RetentionJob {
  readonly store: Store;
  readonly now: () => number;
  /** Name of this ingest's logs. */
  readonly log: () => string;
  readonly signal: AbortSignal;
}

/** What expires: a class of data of a project, older than a midnight. */
interface Expiry {
  readonly project: string;
  readonly name: RetentionClass;
  readonly beforeMs: number;
}

type RetentionClass = keyof typeof CLASSES;

const REVIEWED = ["reviewer_note", "reviewer_ref"];
const NOT_HELD = `(trace_id, span_id) NOT IN (${HELD_SPANS})`;
const OLD_SPAN = "start_time < fromUnixTimestamp64Milli({before: Int64}, 'UTC')";
const OLD_RECORD = "logged_at < fromUnixTimestamp64Milli({before: Int64}, 'UTC') AND body != ''";
const LOGGED_KINDS = "('observation', 'oversight', 'amendment')";
/** What the log may not open any more afterwards. A span that is gone takes the names of its user and session with it. */
const CLASSES = {
  content: {
    table: "span_content",
    due: `project = {project: String} AND ${OLD_SPAN} AND ${NOT_HELD}`,
    fields: [...CONTENT_FIELDS.map(({ field }) => field), ...REVIEWED],
    change: (due: string) => [`ALTER TABLE span_content DELETE WHERE ${due}`],
    rewritten: ["span_content"],
  },
  spans: {
    table: "spans",
    due: `project = {project: String} AND ${OLD_SPAN} AND ${NOT_HELD}`,
    fields: ["session_ref", "span", "user_ref", ...REVIEWED],
    change: (due: string) => [`ALTER TABLE adjustments DELETE WHERE ${due}`, `ALTER TABLE spans DELETE WHERE ${due}`],
    rewritten: ["adjustments", "spans"],
  },
  records: {
    table: "ledger_entries",
    due: `project = {project: String} AND ${OLD_RECORD} AND kind IN ${LOGGED_KINDS} AND ${NOT_HELD}`,
    fields: undefined,
    change: (due: string) => [`ALTER TABLE ledger_entries UPDATE body = '' WHERE ${due}`],
    rewritten: ["ledger_entries"],
  },
} as const;

const DAY_MS = 86_400_000;
const DAYS = z.string().transform((text) => (/^[1-9][0-9]{0,4}$/.test(text) ? Number(text) : null));
const Settings = z.object({ project: z.string(), content: DAYS, spans: DAYS, records: DAYS });
const LIMITS = "SETTINGS max_execution_time = 300, max_memory_usage = 4000000000";

/**
 * Applies what the projects set for how long content, spans and bodies are kept; nothing set keeps everything. What a hold
 * names stays. Each class expires at most once a day, with a record in the log; sums stay, the roll-ups have them.
 */
export async function runRetention(job: RetentionJob): Promise<void> {
  const settings = await job.store.query({
    name: "retention settings",
    lane: "control",
    sql: `SELECT project, content_days AS content, span_days AS spans, record_days AS records FROM (
        SELECT * FROM retention_settings AS r ORDER BY r.version DESC LIMIT 1 BY project) WHERE deleted = 0 LIMIT 100000
      SETTINGS max_execution_time = 10, max_memory_usage = 500000000`,
    schema: Settings,
  });
  const today = Math.floor(job.now() / DAY_MS);
  for (const { project, ...days } of settings) {
    // Content first: its row is found by its span.
    for (const name of ["content", "records", "spans"] as const) {
      job.signal.throwIfAborted();
      const kept = days[name];
      if (kept !== null) await expire(job, { project, name, beforeMs: (today - kept) * DAY_MS });
    }
  }
}

async function expire(job: RetentionJob, expiry: Expiry): Promise<void> {
  const { store, now, signal } = job;
  const { project, name, beforeMs } = expiry;
  const { table, due, change, rewritten } = CLASSES[name];
  const id = `retention-${name}-${new Date(beforeMs).toISOString().slice(0, 10)}`;
  const params = { project, before: beforeMs };
  const [state] = await store.project(project).query({
    name: "what expires",
    sql: `SELECT (SELECT count() > 0 FROM ledger_inbox AS i WHERE i.project = {project: String} AND (i.record_id = {id: String} OR startsWith(i.record_id, {id: String} || '/'))) AS logged,
        (SELECT count() > 0 FROM ledger_openings WHERE project = {project: String} AND (record_id = {id: String} OR startsWith(record_id, {id: String} || '/'))) AS begun,
        (SELECT count() > 0 FROM ${ACTIVE_HOLDS} WHERE scope = 'project') AS held,
        (SELECT count() > 0 FROM ${table} WHERE ${due}) AS due ${LIMITS}`,
    params: { id, before: beforeMs },
    schema: z.object({ logged: z.number(), begun: z.number(), held: z.number(), due: z.number() }),
  });
  if (state === undefined || state.logged === 1 || state.held === 1 || (state.due === 0 && state.begun === 0)) return;
  const parts = await keepTargets(job, { ...expiry, id });
  for (const statement of change(due)) await store.command(`${statement} SETTINGS mutations_sync = 2`, params);
  await dropOldParts(store, rewritten, signal);
  for (const { recordId, log, count, opening } of parts) {
    const d = {
      act: "retention_expiry",
      basis: `retention:${name}`,
      method: name === "records" ? "body_emptied" : "rows_deleted",
      done_us: now() * 1_000,
      count,
    } as const;
    await appendRecord(store, project, {
      record: { kind: "erasure", sys: LOG_SYSTEM, d },
      changedBy: "retention",
      nowMs: now(),
      recordId,
      ...(log === job.log() ? {} : { log }),
      prepared: { targets: opening },
    });
  }
}

interface ExpiredPart {
  readonly recordId: string;
  readonly log: string;
  readonly count: number;
  readonly opening: { readonly salt: string; readonly value: JsonValue };
}

/** The records that it concerns, log by log, kept before anything goes. After a crash those of the first try are kept too. */
async function keepTargets(
  { store, now, log: own }: RetentionJob,
  { project, name, beforeMs, id }: Expiry & { readonly id: string },
): Promise<readonly ExpiredPart[]> {
  const { table, due, fields } = CLASSES[name];
  const reader = store.project(project);
  const found = await reader.query({
    name: "records that expire",
    sql: `SELECT log, groupArray(toString(idx)) AS indices FROM (
        SELECT e.log AS log, e.idx AS idx FROM ledger_entries AS e
        WHERE project = {project: String} AND kind IN ${LOGGED_KINDS}
          AND (trace_id, span_id) IN (SELECT trace_id, span_id FROM ${table} WHERE ${due}))
      GROUP BY log ORDER BY log ${LIMITS}`,
    params: { before: beforeMs },
    schema: z.object({ log: z.string(), indices: z.array(z.string().transform(Number)) }),
  });
  const kept = await reader.query({
    name: "kept targets of an expiry",
    sql: `SELECT record_id, value FROM ledger_openings FINAL
      WHERE project = {project: String} AND (record_id = {id: String} OR startsWith(record_id, {id: String} || '/')) LIMIT 10000 ${LIMITS}`,
    params: { id },
    schema: z.object({ record_id: z.string(), value: z.string() }),
  });
  const recordOf = (log: string): string => (log === own() ? id : `${id}/${log}`);
  const before = new Map(kept.map(({ record_id: recordId, value }) => [recordId.slice(id.length + 1) || own(), value]));
  const expired = new Map(found.map(({ log, indices }) => [log, indices]));
  const created_at = new Date(now()).toISOString().replace("T", " ").replace("Z", "");
  const parts = [...new Set([...before.keys(), ...expired.keys()])].map((log): ExpiredPart => {
    const first = decodeTargets(JSON.parse(before.get(log) ?? "[]") as JsonValue) ?? [];
    const runs = runsOf([...first, ...(expired.get(log) ?? []).map((idx) => ({ first: idx, last: idx }))]);
    const targets = runs.map((run): ErasureTarget => (fields === undefined ? run : { ...run, fields }));
    const opening = { salt: randomBytes(16).toString("base64url"), value: encodeTargets(targets) };
    const count = runs.reduce((sum, run) => sum + run.last - run.first + 1, 0);
    return { recordId: recordOf(log), log, count, opening };
  });
  await store.insertRows(
    "ledger_openings",
    parts.map(({ recordId, opening: { salt, value } }) => {
      const row = { project, record_id: recordId, field: "targets", salt, value: JSON.stringify(value) };
      return { ...row, created_at };
    }),
  );
  return parts;
}

function runsOf(parts: readonly ErasureTarget[]): readonly { readonly first: number; readonly last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const { first, last } of [...parts].sort((left, right) => left.first - right.first)) {
    const run = runs.at(-1);
    if (run !== undefined && first <= run.last + 1) run.last = Math.max(run.last, last);
    else runs.push({ first, last });
  }
  return runs;
}
