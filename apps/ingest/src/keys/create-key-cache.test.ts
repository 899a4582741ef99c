import { createApiKey, revokeApiKey, type Store } from "@spanledger/clickhouse";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createKeyCache } from "./create-key-cache.ts";

const CHANGE = { changedBy: "test", nowMs: Date.now() };

let database: TestStore;
let clockMs = 0;
let queries = 0;
let isDown = false;
let store: Store;

beforeAll(async () => {
  database = await openTestStore();
  store = {
    ...database.store,
    query: (asked) => {
      queries += 1;
      return isDown ? Promise.reject(new Error("connect ECONNREFUSED")) : database.store.query(asked);
    },
  };
});

afterAll(() => database.dispose());

beforeEach(() => {
  clockMs = 0;
  queries = 0;
  isDown = false;
});

const cache = () => createKeyCache({ store, now: () => clockMs });
const newKey = (scope: "ingest" | "read", tenant = "") =>
  createApiKey(database.store, { project: "default", label: "test", scope, tenant }, CHANGE);

test("tells project and tenant of an ingest key, and asks the database once for many requests", async () => {
  const authenticate = cache();
  const { text } = await newKey("ingest", "acme");
  const answers = await Promise.all(Array.from({ length: 50 }, () => authenticate(text)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toEqual({ status: "ok", projectId: "default", tenant: "acme" });
  expect(queries).toBe(1);
});

test("refuses unknown keys and keys of another scope", async () => {
  const authenticate = cache();
  expect(await authenticate("sl_unknown")).toEqual({ status: "unknown" });
  expect(await authenticate((await newKey("read")).text)).toEqual({ status: "wrong_scope" });
});

test("refuses a revoked key after one second at the latest", async () => {
  const authenticate = cache();
  const { text, key } = await newKey("ingest");
  await authenticate(text);
  await revokeApiKey(database.store, { project: "default", id: key.id }, CHANGE);
  clockMs = 1_000;
  expect(await authenticate(text)).toEqual({ status: "revoked" });
});

test("a key that was good stays good while the database is away; one never seen is no answer", async () => {
  const authenticate = cache();
  const { text } = await newKey("ingest");
  await authenticate(text);
  isDown = true;
  clockMs = 60_000;
  expect(await authenticate(text)).toMatchObject({ status: "ok" });
  await expect(authenticate("sl_never-seen")).rejects.toThrow("ECONNREFUSED");
});
