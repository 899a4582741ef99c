import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import { createApiKey } from "../settings/create-api-key.ts";
import { currencyRates } from "../settings/currency-rates.ts";
import { retentionSettings } from "../settings/retention-settings.ts";
import { revokeApiKey } from "../settings/revoke-api-key.ts";
import { settingsHistory } from "./settings-history.ts";

const project = "p";
const at = (nowMs: number) => ({ changedBy: "ada", nowMs });
let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.dispose());

test("an import of rates is one change that says which days it gave and what the newest became", async () => {
  const rates = currencyRates(opened.store);
  const rate = (day: string, currency: string, unitsPerUsd: string) => ({ day, currency, unitsPerUsd });
  await rates.import(project, [rate("2026-11-18", "EUR", "0.91"), rate("2026-11-19", "EUR", "0.92")], at(1_000));
  const second = [rate("2026-11-20", "EUR", "0.93"), rate("2026-11-20", "CHF", "0.88"), rate("2026-11-19", "EUR", "1")];
  await rates.import(project, second, { changedBy: "bob", nowMs: 2_000 });
  await rates.import("other", [rate("2026-11-20", "EUR", "0.5")], at(3_000));
  const changes = await settingsHistory(opened.store, { project, kinds: ["currency"] });
  expect(changes.map(({ changedBy, action, name }) => [changedBy, action, name])).toEqual([
    ["bob", "changed", "exchange rates"],
    ["ada", "created", "exchange rates"],
  ]);
  expect(changes[0]?.changes).toEqual([
    { field: "rates", before: "2", after: "3" },
    { field: "first_day", before: "2026-11-18", after: "2026-11-19" },
    { field: "last_day", before: "2026-11-19", after: "2026-11-20" },
    { field: "on_last_day", before: "EUR 0.92", after: "CHF 0.88, EUR 0.93" },
  ]);
});

test("who was given which role by a key, who lost it, and for how long things are kept, is in the history", async () => {
  const { key } = await createApiKey(opened.store, { project, label: "Grace", scope: "admin" }, at(1_000));
  await revokeApiKey(opened.store, { project, id: key.id }, { changedBy: "bob", nowMs: 2_000 });
  await retentionSettings(opened.store).put({ project, content_days: "30", span_days: "", record_days: "" }, at(3_000));
  const changes = await settingsHistory(opened.store, { project, kinds: ["key", "retention"], fromMs: 1_500 });
  expect(changes).toMatchObject([
    {
      kind: "retention",
      action: "created",
      changes: expect.arrayContaining([{ field: "content_days", before: "", after: "30" }]),
    },
    { kind: "key", name: "Grace", changedBy: "bob", changes: [{ field: "revoked_at", before: "" }] },
  ]);
});
