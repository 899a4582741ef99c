import type { Store } from "../store/store.ts";
import { runaways } from "./runaways.ts";
import { traceHalts } from "./trace-halts.ts";
import type { Change } from "./versioned-table.ts";

/** Lets a trace go on; later findings of it stop it no more. Says whether there was anything to release. */
export async function releaseTrace(
  store: Store,
  { projectId: project, traceId: trace_id }: { readonly projectId: string; readonly traceId: string },
  change: Change,
): Promise<boolean> {
  const halts = traceHalts(store);
  const table = runaways(store);
  const [[halt], records] = await Promise.all([halts.list({ project, trace_id }), table.list({ project, trace_id })]);
  if (halt !== undefined) await halts.remove(halt, change);
  for (const record of records)
    if (record.state !== "released") await table.put({ ...record, state: "released" }, change);
  return halt !== undefined || records.length > 0;
}
