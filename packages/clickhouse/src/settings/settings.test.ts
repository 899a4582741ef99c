import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import { acquireLease } from "./acquire-lease.ts";
import { apiKeys } from "./api-keys.ts";
import { createApiKey } from "./create-api-key.ts";
import { currencyRates } from "./currency-rates.ts";
import { findKeyBySha256 } from "./find-key-by-sha256.ts";
import { hashKey } from "./hash-key.ts";
import { priceOverrides } from "./price-overrides.ts";
import { projects } from "./projects.ts";
import { revokeApiKey } from "./revoke-api-key.ts";

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.dispose());

const at = (nowMs: number) => ({ changedBy: "ada", nowMs });

test("a key opens its project until it is revoked, and its text is stored nowhere", async () => {
  const { text, key } = await createApiKey(opened.store, { project: "default", label: "ci", scope: "read" }, at(1000));
  expect(text).toMatch(/^sl_[0-9A-Za-z]{32}$/);
  expect(JSON.stringify(await apiKeys(opened.store).history({}))).not.toContain(text);
  expect(await findKeyBySha256(opened.store, hashKey(text))).toEqual(key);
  expect(await findKeyBySha256(opened.store, hashKey("sl_other"))).toBeUndefined();
  expect(await revokeApiKey(opened.store, { project: "default", id: key.id }, at(2000))).toBe(true);
  expect(await findKeyBySha256(opened.store, hashKey(text))).toMatchObject({ revoked_at: 2000 });
  expect(await revokeApiKey(opened.store, { project: "other", id: key.id }, at(3000))).toBe(false);
});

test("a fixed key is stored once however often the process starts", async () => {
  const request = { project: "default", label: "script", scope: "ingest", text: "my-fixed-key" } as const;
  const first = await createApiKey(opened.store, request, at(1));
  const second = await createApiKey(opened.store, request, at(2));
  expect(second.key.id).toBe(first.key.id);
  expect(await apiKeys(opened.store).list({ sha256: hashKey("my-fixed-key") })).toHaveLength(1);
});

test("every setting keeps who made it what and when, also within one millisecond", async () => {
  const project = {
    id: "p",
    name: "First",
    currency: "USD",
    time_zone: "UTC",
    cost_source: "computed",
    is_demo: false,
  };
  await projects(opened.store).put(project, at(5));
  await projects(opened.store).put({ ...project, name: "Second" }, at(5));
  await projects(opened.store).remove({ ...project, name: "Second" }, { changedBy: "bob", nowMs: 6 });
  await opened.store.command("OPTIMIZE TABLE projects FINAL");
  expect(await projects(opened.store).list({ id: "p" })).toEqual([]);
  const history = await projects(opened.store).history({ id: "p" });
  expect(history.map((version) => [version.value.name, version.changedBy, version.deleted])).toEqual([
    ["Second", "bob", true],
    ["Second", "ada", false],
    ["First", "ada", false],
  ]);
});

test("what a setting no longer says does not find it", async () => {
  const project = { id: "r", name: "Old", currency: "USD", time_zone: "UTC", cost_source: "computed", is_demo: false };
  await projects(opened.store).put(project, at(1));
  await projects(opened.store).put({ ...project, name: "New" }, at(2));
  expect(await projects(opened.store).list({ name: "Old" })).toEqual([]);
  expect(await projects(opened.store).list({ name: "New" })).toHaveLength(1);
});

test("a price keeps its decimals and its dates", async () => {
  const override = {
    id: "1",
    project: "default",
    provider: "openai",
    model: "gpt-x",
    input_per_mtok: "0.0375000000001",
    cache_read_per_mtok: "",
    cache_write_5m_per_mtok: "",
    cache_write_1h_per_mtok: "",
    output_per_mtok: "60",
    per_request: "",
    tier: "",
    valid_from: 1_790_000_000_001,
    valid_until: null,
    note: 'it\'s "agreed"',
  };
  await priceOverrides(opened.store).put(override, at(1));
  expect(await priceOverrides(opened.store).list({ project: "default" })).toEqual([override]);
  expect(await priceOverrides(opened.store).list({ project: "demo" })).toEqual([]);
});

test("a later import of a day's rate replaces the earlier", async () => {
  const rates = currencyRates(opened.store);
  await rates.import("default", [{ day: "2026-03-02", currency: "EUR", unitsPerUsd: "0.92" }], at(1));
  await rates.import(
    "default",
    [
      { day: "2026-03-02", currency: "EUR", unitsPerUsd: "0.93" },
      { day: "2026-03-03", currency: "EUR", unitsPerUsd: "0.94" },
    ],
    at(2),
  );
  expect(await rates.list("default", "EUR")).toEqual([
    { day: "2026-03-02", currency: "EUR", unitsPerUsd: "0.93" },
    { day: "2026-03-03", currency: "EUR", unitsPerUsd: "0.94" },
  ]);
});

test("a lease has one holder until it runs out", async () => {
  const ask = (holder: string, nowMs: number) => acquireLease(opened.store, { name: "job", holder, ttlMs: 100, nowMs });
  expect(await ask("a", 1000)).toBe(true);
  expect(await ask("b", 1050)).toBe(false);
  expect(await ask("a", 1090)).toBe(true);
  expect(await ask("b", 1150)).toBe(false);
  expect(await ask("b", 1191)).toBe(true);
  expect(await ask("a", 1200)).toBe(false);
});
