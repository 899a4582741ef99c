import { alertRules, budgets, projects, type Store } from "@spanledger/clickhouse";
import { DEMO_ALERTS, DEMO_BUDGETS } from "./demo-budgets.ts";

/**
 * Gives the demo project its budgets and its alert, once: what somebody changed or took away since is left as it is. It
 * has no channel, so nothing of it is sent anywhere.
 */
export async function saveDemoBudgets(store: Store, nowMs: number): Promise<void> {
  const project = "demo";
  if ((await projects(store).list({ id: project })).length === 0) return;
  const kinds = [
    { table: budgets(store), definitions: DEMO_BUDGETS },
    { table: alertRules(store), definitions: DEMO_ALERTS },
  ];
  for (const { table, definitions } of kinds)
    for (const [id, value] of Object.entries(definitions)) {
      if ((await table.history({ project, id })).length > 0) continue;
      const definition = JSON.stringify(value);
      await table.put({ id, project, name: value.name, definition }, { changedBy: "system", nowMs });
    }
}
