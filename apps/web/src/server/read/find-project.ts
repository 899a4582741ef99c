import type { Store } from "@spanledger/clickhouse";
import { z } from "zod";

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly costSource: "computed" | "client_reported";
  readonly isDemo: boolean;
}

export async function listProjects(store: Store): Promise<Project[]> {
  const rows = await store.query({
    sql: `SELECT id, argMax(name, version) AS name, argMax(currency, version) AS currency, argMax(time_zone, version) AS time_zone, argMax(cost_source, version) AS cost_source, argMax(is_demo, version) AS is_demo, argMax(deleted, version) AS gone FROM projects GROUP BY id HAVING gone = 0 ORDER BY id SETTINGS max_execution_time = 5`,
    schema: z.object({ id: z.string(), name: z.string(), currency: z.string(), time_zone: z.string(), cost_source: z.string(), is_demo: z.number() }),
  });
  return rows.map((r) => ({ id: r.id, name: r.name, currency: r.currency, timeZone: r.time_zone, costSource: r.cost_source as "computed", isDemo: r.is_demo === 1 }));
}

export async function findProject(store: Store, id: string): Promise<Project | undefined> {
  return (await listProjects(store)).find((project) => project.id === id);
}
