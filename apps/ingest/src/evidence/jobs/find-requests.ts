import type { Store } from "@spanledger/clickhouse";
import { z } from "zod";

export interface VerificationRequest {
  readonly project: string;
  readonly id: string;
  readonly requestedBy: string;
}

const LIMITS = "SETTINGS max_execution_time = 10, max_memory_usage = 500000000";

/** Checks that someone asked for and that nobody has finished: one that a restart has interrupted begins again. */
export function findVerificationRequests(store: Store): Promise<VerificationRequest[]> {
  return store.query({
    name: "asked verifications",
    lane: "control",
    sql: `SELECT project, id, argMax(v.requested_by, v.version) AS requestedBy FROM ledger_verifications AS v
      WHERE log = '' GROUP BY project, id HAVING argMax(v.state, v.version) = 'requested' ORDER BY id LIMIT 10 ${LIMITS}`,
    schema: z.object({ project: z.string(), id: z.string(), requestedBy: z.string() }),
  });
}

/** Projects with a log that was not checked since a time. */
export async function findUnverified(store: Store, sinceMs: number): Promise<readonly string[]> {
  const rows = await store.query({
    name: "logs to verify",
    lane: "control",
    sql: `SELECT DISTINCT project FROM ledger_keys WHERE project NOT IN (
        SELECT project FROM ledger_verifications AS v
        WHERE v.started_at >= fromUnixTimestamp64Milli({since: Int64}, 'UTC') AND v.state IN ('passed', 'failed', 'error'))
      ORDER BY project LIMIT 1000 ${LIMITS}`,
    params: { since: sinceMs },
    schema: z.object({ project: z.string() }),
  });
  return rows.map(({ project }) => project);
}
