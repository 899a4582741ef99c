import { readDefinition, validateAlertRule } from "@spanledger/alerts";
import { alertRules, projects, type Store } from "@spanledger/clickhouse";
import type { WatchedRule } from "./watched-rule.ts";

/** The enabled alerts of all projects. */
export async function readRules(store: Store): Promise<WatchedRule[]> {
  const currencies = new Map((await projects(store).list({})).map(({ id, currency }) => [id, currency]));
  const found = await alertRules(store).list({});
  return found.flatMap(({ id, project, definition }) => {
    const rule = readDefinition(definition, validateAlertRule);
    if (rule === undefined || !rule.isEnabled) return [];
    return [{ id, projectId: project, currency: currencies.get(project) ?? "USD", rule }];
  });
}
