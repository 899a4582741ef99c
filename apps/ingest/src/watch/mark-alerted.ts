import { alertEventsById, runaways, type Store } from "@spanledger/clickhouse";

/** Ids of events that tell of a runaway begin so. */
const PREFIX = "runaway-";

/** What was found and is still only watched is alerted from the moment on that a channel took the message about it. */
export async function markAlerted(
  store: Store,
  { project, events }: { readonly project: string; readonly events: readonly string[] },
  nowMs: number,
): Promise<void> {
  const ids = events.filter((id) => id.startsWith(PREFIX));
  if (ids.length === 0) return;
  const table = runaways(store);
  for (const { sourceId: rule, subject: trace_id } of await alertEventsById(store, { project, ids })) {
    const [record] = await table.list({ project, trace_id, rule });
    if (record?.state === "watching") await table.put({ ...record, state: "alerted" }, { changedBy: "system", nowMs });
  }
}
