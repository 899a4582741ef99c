import { z } from "zod";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";

/** What is known of a project's logs as a whole. */
export interface LogFacts {
  /** Of the oldest entry, UTC microseconds; null without one. */
  readonly oldestLoggedUs: number | null;
  readonly entries: number;
  /** Systems that have records, the largest first; without the log's own. */
  readonly systems: readonly { readonly system: string; readonly records: number }[];
  /** Days that records are kept; null for ever. */
  readonly policyDays: number | null;
  /** Ids of the holds in force. */
  readonly holds: readonly string[];
}

const Count = z.string().transform(Number);
const Whole = z.object({ entries: Count, oldest_us: Count });
const System = z.object({ sys: z.string(), records: Count });
const Days = z.object({ record_days: z.string() });
const Hold = z.object({ id: z.string() });

export async function logFacts(reader: ProjectReader): Promise<LogFacts> {
  const [whole, systems, days, holds] = await Promise.all([
    reader.query({
      name: "size of the logs",
      sql: `SELECT count() AS entries, toUnixTimestamp64Micro(min(e.logged_at)) AS oldest_us
FROM ledger_entries AS e WHERE e.project = {project: String} ${QUERY_LIMITS}`,
      schema: Whole,
    }),
    reader.query({
      name: "systems in the logs",
      sql: `SELECT e.sys AS sys, count() AS records FROM ledger_entries AS e
WHERE e.project = {project: String} AND NOT startsWith(e.sys, 'spanledger:')
GROUP BY sys ORDER BY records DESC, sys LIMIT 1000 ${QUERY_LIMITS}`,
      schema: System,
    }),
    reader.query({
      name: "retention of records",
      sql: `SELECT argMax(r.record_days, r.version) AS record_days FROM retention_settings AS r
WHERE r.project = {project: String} AND r.deleted = 0 ${QUERY_LIMITS}`,
      schema: Days,
    }),
    reader.query({
      name: "holds in force",
      sql: `SELECT h.id AS id FROM holds AS h WHERE h.project = {project: String}
GROUP BY h.id HAVING argMax(h.deleted, h.version) = 0 ORDER BY h.id LIMIT 1000 ${QUERY_LIMITS}`,
      schema: Hold,
    }),
  ]);
  const entries = whole[0]?.entries ?? 0;
  const kept = days[0]?.record_days ?? "";
  return {
    entries,
    oldestLoggedUs: entries === 0 ? null : (whole[0]?.oldest_us ?? null),
    systems: systems.map(({ sys, records }) => ({ system: sys, records })),
    policyDays: kept === "" ? null : Number(kept),
    holds: holds.map(({ id }) => id),
  };
}
