import type { ProjectReader } from "@spanledger/clickhouse";
import type { IncidentData } from "@spanledger/ledger";
import { z } from "zod";

const Row = z.object({ sys: z.string(), body: z.string(), logged: z.string().transform(Number) });

/** The last state of an incident. Times are UTC milliseconds. */
export interface Incident {
  readonly id: string;
  readonly system: string;
  readonly class: IncidentData["class"];
  readonly phase: IncidentData["phase"];
  readonly awareAtMs: number;
  /** null when it need not be reported. */
  readonly dueAtMs: number | null;
  /** When it was first reported; null while it was not. */
  readonly reportedAtMs: number | null;
  readonly loggedAtMs: number;
}

/** The incidents of a project, the last logged first. */
export async function readIncidents(reader: ProjectReader): Promise<Incident[]> {
  const rows = await reader.query({
    name: "incidents",
    sql: `SELECT e.sys AS sys, e.body AS body, toString(toUnixTimestamp64Milli(toDateTime64(e.logged_at, 3, 'UTC'))) AS logged
      FROM ledger_entries AS e WHERE e.project = {project: String} AND e.kind = 'incident' AND e.body != ''
      ORDER BY e.logged_at, e.idx LIMIT 10000 SETTINGS max_execution_time = 10, max_memory_usage = 1000000000`,
    schema: Row,
  });
  const incidents = new Map<string, Incident>();
  for (const { sys, body, logged } of rows) {
    const { d, end_us: endUs } = JSON.parse(body) as { readonly d: IncidentData; readonly end_us: number };
    const key = `${sys} ${d.inc}`;
    const known = incidents.get(key);
    incidents.delete(key);
    incidents.set(key, {
      id: d.inc,
      system: sys,
      class: d.class,
      phase: d.phase,
      awareAtMs: known?.awareAtMs ?? d.aware_us / 1_000,
      dueAtMs: d.due_us === undefined ? null : d.due_us / 1_000,
      reportedAtMs: known?.reportedAtMs ?? (d.phase.startsWith("reported") ? endUs / 1_000 : null),
      loggedAtMs: logged,
    });
  }
  return [...incidents.values()].reverse();
}
