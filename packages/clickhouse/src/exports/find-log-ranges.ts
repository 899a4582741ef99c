import { z } from "zod";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";

export interface SignedState {
  readonly size: number;
  /** The signed note. */
  readonly note: string;
}

/** A log of the project with the signed states around a period. */
export interface LogRange {
  readonly log: string;
  readonly origin: string;
  /** The last state signed before the period; size 0 when the log began in it. */
  readonly start: SignedState;
  /** The right edge of the tree at the start, in base64; empty where it was not kept. */
  readonly startNodes: readonly string[];
  /** The first state signed after the period and its lateness, else the latest. */
  readonly end: SignedState;
  readonly latest: SignedState;
  /** Oldest first. */
  readonly keys: readonly { readonly vkey: string; readonly fromSize: number; readonly reason: string }[];
}

const Count = z.string().transform(Number);
const Checkpoint = z.object({
  log: z.string(),
  start_size: Count,
  start_note: z.string(),
  start_nodes: z.string(),
  end_size: Count,
  end_note: z.string(),
  latest_size: Count,
  latest_note: z.string(),
});
const Key = z.object({ log: z.string(), origin: z.string(), vkey: z.string(), from_size: Count, reason: z.string() });

/** The logs of the project that have something signed. Times are UTC microseconds; `toUs` includes the lateness. */
export async function findLogRanges(
  reader: ProjectReader,
  { fromUs, toUs }: { readonly fromUs: number; readonly toUs: number },
): Promise<LogRange[]> {
  const checkpoints = await reader.query({
    name: "checkpoints around a period",
    sql: `
WITH fromUnixTimestamp64Micro({from: Int64}, 'UTC') AS first, fromUnixTimestamp64Micro({to: Int64}, 'UTC') AS last
SELECT c.log AS log,
  maxIf(c.size, c.last_logged_at < first) AS start_size, argMaxIf(c.note, c.size, c.last_logged_at < first OR c.size = 0) AS start_note,
  argMaxIf(c.nodes, c.size, c.last_logged_at < first OR c.size = 0) AS start_nodes,
  if(countIf(c.last_logged_at >= last) = 0, max(c.size), minIf(c.size, c.last_logged_at >= last)) AS end_size,
  if(countIf(c.last_logged_at >= last) = 0, argMax(c.note, c.size), argMinIf(c.note, c.size, c.last_logged_at >= last)) AS end_note,
  max(c.size) AS latest_size, argMax(c.note, c.size) AS latest_note
FROM ledger_checkpoints AS c WHERE c.project = {project: String}
GROUP BY c.log ORDER BY c.log LIMIT 1000
${QUERY_LIMITS}`,
    params: { from: fromUs, to: toUs },
    schema: Checkpoint,
  });
  const keys = await reader.query({
    name: "keys of the logs",
    sql: `SELECT k.log AS log, k.origin AS origin, k.vkey AS vkey, k.from_size AS from_size, k.reason AS reason
FROM ledger_keys AS k FINAL WHERE k.project = {project: String} ORDER BY k.log, k.from_size, k.created_at LIMIT 10000
${QUERY_LIMITS}`,
    schema: Key,
  });
  return checkpoints.map((row) => {
    const own = keys.filter(({ log }) => log === row.log);
    return {
      log: row.log,
      origin: own[0]?.origin ?? row.log,
      start: { size: row.start_size, note: row.start_note },
      startNodes: row.start_nodes.split(" ").filter((node) => node !== ""),
      end: { size: row.end_size, note: row.end_note },
      latest: { size: row.latest_size, note: row.latest_note },
      keys: own.map(({ vkey, from_size, reason }) => ({ vkey, fromSize: from_size, reason })),
    };
  });
}
