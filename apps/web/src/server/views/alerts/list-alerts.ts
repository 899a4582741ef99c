import { type AlertRule, readDefinition, validateAlertRule } from "@spanledger/alerts";
import { type AlertEvent, alertRules, standingAlerts, type Store } from "@spanledger/clickhouse";

export interface AlertListRow {
  readonly id: string;
  readonly name: string;
  /** null: what is stored cannot be read; change or delete it. */
  readonly rule: AlertRule | null;
  /** What of it fires now, by subject. */
  readonly firing: readonly AlertEvent[];
}

/** Every alert of a project, those that fire first. */
export async function listAlerts(store: Store, project: string): Promise<AlertListRow[]> {
  const [found, standing] = await Promise.all([
    alertRules(store).list({ project }),
    standingAlerts(store.project(project), { source: "rule", sinceMs: 0 }),
  ]);
  return found
    .map(({ id, name, definition }) => ({
      id,
      name,
      rule: readDefinition(definition, validateAlertRule) ?? null,
      firing: standing.filter(({ sourceId }) => sourceId === id),
    }))
    .toSorted((a, b) => b.firing.length - a.firing.length || a.name.localeCompare(b.name));
}
