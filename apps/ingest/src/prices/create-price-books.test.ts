import { modelAliases, priceOverrides, projects } from "@spanledger/clickhouse";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { priceCall } from "@spanledger/telemetry";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createPriceBooks, type PriceBooks } from "./create-price-books.ts";

const FROM_MS = Date.UTC(2026, 7, 1);
const UNTIL_MS = Date.UTC(2026, 8, 1, 16, 0, 0, 500);
const change = { changedBy: "test", nowMs: FROM_MS };
let opened: TestStore;
let books: PriceBooks;

beforeAll(async () => {
  opened = await openTestStore();
  books = await createPriceBooks({
    store: opened.store,
    onError: (error) => {
      throw error;
    },
  });
});
afterAll(async () => {
  books.close();
  await opened.dispose();
});

function costAt(project: string, model: string, atMs: number): bigint | null {
  const usage = {
    uncachedInput: 1_000_000,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    output: 0,
    reasoning: null,
    modality: { audioInput: 0, audioCacheRead: 0, audioOutput: 0, imageInput: 0, imageOutput: 0 },
    units: {},
    raw: { input: null, output: null, total: null },
    rule: "no_cache",
    confidence: 100,
  };
  const call = {
    provider: "openai",
    requestModel: model,
    responseModel: "",
    usage,
    serviceTier: "",
    region: "",
    operation: "chat",
  };
  const pricing = priceCall(call, books.priceBookFor(project), BigInt(atMs) * 1_000_000n);
  return pricing.status === "priced" ? pricing.cost.total : null;
}

test("a dated price set by a project reaches its book within two seconds, and no other project's", async () => {
  const price = {
    id: "p1",
    project: "default",
    provider: "",
    model: "house-model",
    input_per_mtok: "2",
    cache_read_per_mtok: "",
    cache_write_5m_per_mtok: "",
    cache_write_1h_per_mtok: "",
    output_per_mtok: "",
    per_request: "",
    tier: "",
    valid_from: FROM_MS,
    valid_until: UNTIL_MS,
    note: "",
  };
  await priceOverrides(opened.store).put(price, change);
  const alias = {
    project: "default",
    provider: "openai",
    alias: "deployment-7",
    target_provider: "",
    target_model: "gpt-4o-mini",
  };
  await modelAliases(opened.store).put(alias, change);
  await vi.waitFor(() => expect(costAt("default", "house-model", FROM_MS)).toBe(2_000_000_000_000n), {
    timeout: 2_000,
  });
  expect(costAt("default", "house-model", FROM_MS - 1)).toBeNull();
  expect(costAt("default", "house-model", UNTIL_MS)).toBeNull();
  expect(costAt("default", "deployment-7", FROM_MS)).toBe(150_000_000_000n);
  expect(costAt("other", "house-model", FROM_MS)).toBeNull();
  expect(costAt("other", "deployment-7", FROM_MS)).toBeNull();
});

test("the cost source of a project follows its setting", async () => {
  const project = {
    id: "default",
    name: "p",
    currency: "USD",
    time_zone: "UTC",
    cost_source: "client_reported",
    is_demo: false,
  };
  expect(books.costSourceFor("default")).toBe("computed");
  await projects(opened.store).put(project, change);
  await vi.waitFor(() => expect(books.costSourceFor("default")).toBe("client_reported"), { timeout: 2_000 });
});
