import { validateAlertRule, validateBudget } from "@spanledger/alerts";
import { alertRules, budgets, channels, createStore, migrate } from "@spanledger/clickhouse";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ensureProjects } from "../settings/ensure-projects.ts";
import { DEMO_ALERTS, DEMO_BUDGETS } from "./demo-budgets.ts";
import { saveDemoBudgets } from "./save-demo-budgets.ts";

const NOW = Date.UTC(2026, 10, 21);
const project = "demo";

test("the demo's budgets and alert are what the forms would keep", () => {
  for (const budget of Object.values(DEMO_BUDGETS)) expect(validateBudget(budget)).toEqual({ ok: true, value: budget });
  for (const rule of Object.values(DEMO_ALERTS)) expect(validateAlertRule(rule)).toEqual({ ok: true, value: rule });
});

test("they are given once, only to the demo, with nobody to send to; one that was removed stays away", async () => {
  const path = await mkdtemp(join(tmpdir(), "spanledger-demo-"));
  const store = await createStore({ path });
  try {
    await migrate(store);
    await ensureProjects(store, { demo: false, nowMs: NOW });
    await saveDemoBudgets(store, NOW);
    expect(await budgets(store).list({})).toEqual([]);
    await ensureProjects(store, { demo: true, nowMs: NOW });
    await saveDemoBudgets(store, NOW);
    const [first, ...others] = await budgets(store).list({ project });
    expect(others).toHaveLength(2);
    if (first !== undefined) await budgets(store).remove(first, { changedBy: "local", nowMs: NOW + 1 });
    await saveDemoBudgets(store, NOW + 2);
    expect(await budgets(store).list({ project })).toEqual(others);
    expect(await alertRules(store).list({})).toHaveLength(1);
    expect(await channels(store).list({})).toEqual([]);
  } finally {
    await store.close();
    await rm(path, { recursive: true });
  }
});
