import { projects, type Project as StoredProject, type Store } from "@spanledger/clickhouse";

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly costSource: "computed" | "client_reported";
  readonly isDemo: boolean;
}

export async function listProjects(store: Store): Promise<Project[]> {
  return (await projects(store).list({})).map(toProject);
}

export async function findProject(store: Store, id: string): Promise<Project | undefined> {
  const [found] = await projects(store).list({ id });
  return found && toProject(found);
}

function toProject(row: StoredProject): Project {
  return {
    id: row.id,
    name: row.name,
    currency: row.currency,
    timeZone: row.time_zone,
    costSource: row.cost_source === "client_reported" ? "client_reported" : "computed",
    isDemo: row.is_demo,
  };
}
