import { quietRunaways, runaways, type Store } from "@spanledger/clickhouse";

const OPEN: ReadonlySet<string> = new Set(["watching", "alerted"]);
/** A trace that had no span for so long has ended. */
const QUIET_MS = 900_000;

/** Marks what was found in a trace as halted: its app says that the breaker there refused a call. */
export async function markStopped(
  store: Store,
  { projectId, traceId }: { readonly projectId: string; readonly traceId: string },
  nowMs: number,
): Promise<void> {
  await settle(store, { projectId, traceId, state: "halted", changedBy: "breaker" }, nowMs);
}

/** Marks as resolved what was found in traces that have ended by themselves; gives how many traces. */
export async function resolveQuiet(store: Store, projectId: string, nowMs: number): Promise<number> {
  const quiet = await quietRunaways(store.project(projectId), { sinceMs: nowMs - QUIET_MS });
  for (const traceId of quiet)
    await settle(store, { projectId, traceId, state: "resolved", changedBy: "system" }, nowMs);
  return quiet.length;
}

interface Settlement {
  readonly projectId: string;
  readonly traceId: string;
  readonly state: "halted" | "resolved";
  readonly changedBy: string;
}

/** What somebody has halted or released stays as it is. */
async function settle(
  store: Store,
  { projectId, traceId, state, changedBy }: Settlement,
  nowMs: number,
): Promise<void> {
  const table = runaways(store);
  for (const record of await table.list({ project: projectId, trace_id: traceId }))
    if (OPEN.has(record.state)) await table.put({ ...record, state }, { changedBy, nowMs });
}
