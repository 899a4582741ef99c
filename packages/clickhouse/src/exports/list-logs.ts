import { z } from "zod";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";

/** A log of the project, as far as it is signed, with its last check against storage. */
export interface LogState {
  readonly log: string;
  readonly origin: string;
  readonly vkeys: readonly string[];
  /** Of the newest checkpoint. */
  readonly size: number;
  /** 64 hex digits. */
  readonly root: string;
  /** The signed note. */
  readonly checkpoint: string;
  /** UTC milliseconds; null before the first. */
  readonly signedAtMs: number | null;
  readonly verification: LogVerification | null;
}

export interface LogVerification {
  readonly id: string;
  readonly trigger: string;
  readonly state: string;
  /** Entries that were checked, out of `size`. */
  readonly checked: number;
  readonly size: number;
  readonly problems: number;
  /** Index of the first wrong record. */
  readonly badIndex: number | null;
  readonly detail: string;
  readonly changedAtMs: number;
}

const Count = z.string().transform(Number);
const Log = z.object({
  log: z.string(),
  origin: z.string(),
  vkeys: z.array(z.string()),
  size: Count,
  root: z.string(),
  note: z.string(),
  signed_ms: Count,
});
const Verification = z.object({
  log: z.string(),
  id: z.string(),
  trigger: z.string(),
  state: z.string(),
  checked: Count,
  size: Count,
  problems: Count,
  bad_idx: Count.nullable(),
  detail: z.string(),
  changed_ms: Count,
});

export async function listLogs(reader: ProjectReader): Promise<LogState[]> {
  const [logs, verifications] = await Promise.all([
    reader.query({
      name: "logs of the project",
      sql: `
SELECT k.log AS log, any(k.origin) AS origin, groupArray(k.vkey) AS vkeys, any(c.size) AS size,
  lower(hex(any(c.root))) AS root, any(c.note) AS note, any(c.signed_ms) AS signed_ms
FROM (SELECT * FROM ledger_keys FINAL WHERE project = {project: String} ORDER BY from_size LIMIT 10000) AS k
LEFT JOIN (SELECT log, max(p.size) AS size, argMax(p.root, p.size) AS root, argMax(p.note, p.size) AS note,
    toUnixTimestamp64Milli(max(p.signed_at)) AS signed_ms
  FROM ledger_checkpoints AS p WHERE p.project = {project: String} GROUP BY log) AS c ON c.log = k.log
GROUP BY k.log ORDER BY k.log LIMIT 1000
${QUERY_LIMITS}`,
      schema: Log,
    }),
    reader.query({
      name: "last verifications",
      sql: `
SELECT v.log AS log, v.id AS id, v.trigger AS trigger, v.state AS state, v.checked AS checked, v.size AS size,
  v.problems AS problems, v.bad_idx AS bad_idx, v.detail AS detail, toUnixTimestamp64Milli(v.changed_at) AS changed_ms
FROM ledger_verifications AS v FINAL WHERE v.project = {project: String}
ORDER BY v.started_at DESC, v.id DESC LIMIT 1 BY v.log LIMIT 1000
${QUERY_LIMITS}`,
      schema: Verification,
    }),
  ]);
  const byLog = new Map(verifications.map((verification) => [verification.log, verification]));
  return logs.map(({ log, origin, vkeys, size, root, note, signed_ms }) => ({
    log,
    origin,
    vkeys,
    size,
    root,
    checkpoint: note,
    signedAtMs: signed_ms === 0 ? null : signed_ms,
    verification: toVerification(byLog.get(log) ?? byLog.get("")),
  }));
}

function toVerification(row: z.infer<typeof Verification> | undefined): LogVerification | null {
  if (row === undefined) return null;
  const { log: _, bad_idx, changed_ms, ...rest } = row;
  return { ...rest, badIndex: bad_idx, changedAtMs: changed_ms };
}
