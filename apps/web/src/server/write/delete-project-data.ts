import { setTimeout as sleep } from "node:timers/promises";
import { alertRules, apiKeys, budgets, projects, revokeApiKey, type Change, type Store } from "@spanledger/clickhouse";
import { z } from "zod";

const TABLES = [
  "spans",
  "span_content",
  "adjustments",
  "usage_hourly",
  "usage_daily",
  "latency_hourly",
  "tenant_usage_hourly",
  "tenant_usage_daily",
  "tenant_latency_daily",
  "failures_hourly",
  "cache_hourly",
  "tenant_cache_daily",
  "runaways",
  "trace_halts",
  "alert_events",
  "deliveries",
] as const;

/** A revoked key is refused after a second, and what was accepted before is loaded within another. */
const SETTLE_MS = 2_000;
const MAX_ROUNDS = 10;

/**
 * Takes a project and all its data out, off the disk. Its keys go first, so that nothing new comes in; spans that were
 * accepted before that and are still on their way are waited for. The project goes last, so that a failure can be
 * repeated.
 * @throws Error when spans keep coming
 */
export async function deleteProjectData(
  store: Store,
  projectId: string,
  { settleMs = SETTLE_MS, ...change }: Change & { readonly settleMs?: number },
): Promise<void> {
  const open = (await apiKeys(store).list({ project: projectId })).filter((key) => key.revoked_at === null);
  for (const { id } of open) await revokeApiKey(store, { project: projectId, id }, change);
  // What watches the figures goes before them, or it would tell that they are gone.
  for (const table of [budgets(store), alertRules(store)])
    for (const watched of await table.list({ project: projectId })) await table.remove(watched, change);
  for (let round = 1; ; round += 1) {
    for (const table of TABLES) {
      await store.command(`ALTER TABLE ${table} DELETE WHERE project = {project: String} SETTINGS mutations_sync = 2`, {
        project: projectId,
      });
    }
    await sleep(settleMs);
    if (!(await hasRows(store, projectId))) break;
    if (round === MAX_ROUNDS) throw new Error(`The project ${projectId} still receives spans`);
  }
  const table = projects(store);
  const [project] = await table.list({ id: projectId });
  if (project) await table.remove(project, change);
}

const Found = z.object({ found: z.number() });

async function hasRows(store: Store, projectId: string): Promise<boolean> {
  const counts = TABLES.map((table) => `SELECT 1 AS found FROM ${table} WHERE project = {project: String} LIMIT 1`);
  const rows = await store.project(projectId).query({
    name: "rows of a deleted project",
    sql: `SELECT found FROM (${counts.join(" UNION ALL ")}) LIMIT 1 SETTINGS max_execution_time = 20`,
    schema: Found,
  });
  return rows.length > 0;
}
