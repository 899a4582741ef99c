import { type Project, projects, type Store } from "@spanledger/clickhouse";

const PROJECTS: readonly Project[] = [
  { id: "default", name: "My project", currency: "USD", time_zone: "UTC", cost_source: "computed", is_demo: false },
  { id: "demo", name: "Demo: Nordwind", currency: "USD", time_zone: "UTC", cost_source: "computed", is_demo: true },
];

/** Creates the two projects of a new database. One that was changed or removed since is left as it is. */
export async function ensureProjects(
  store: Store,
  wanted: { readonly demo: boolean; readonly nowMs: number },
): Promise<void> {
  const table = projects(store);
  for (const project of PROJECTS) {
    if (project.is_demo && !wanted.demo) continue;
    const known = await table.history({ id: project.id });
    if (known.length === 0) await table.put(project, { changedBy: "system", nowMs: wanted.nowMs });
  }
}
