import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { aSpanRow } from "../../test/a-span-row.ts";
import { createHttpFront, type HttpFront } from "../../test/http-front.ts";
import { QueryError } from "../errors/query-error.ts";
import { QueryTimeoutError } from "../errors/query-timeout-error.ts";
import { StoreUnavailableError } from "../errors/store-unavailable-error.ts";
import { migrate } from "../migrate/migrate.ts";
import { costByDimension } from "../queries/cost-by-dimension.ts";
import { listCalls } from "../queries/list-calls.ts";
import { apiKeys } from "../settings/api-keys.ts";
import { createApiKey } from "../settings/create-api-key.ts";
import { encodeSpanRows } from "../rows/encode-rows.ts";
import { createStore } from "./create-store.ts";
import type { Store } from "./store.ts";

const path = mkdtempSync(join(tmpdir(), "spanledger-store-"));
let front: HttpFront;
let stores: Record<"embedded" | "server", Store>;

beforeAll(async () => {
  front = await createHttpFront({ path });
  stores = {
    embedded: await createStore({ path, database: "spanledger_embedded" }),
    server: await createStore({ url: front.url, database: "spanledger_server" }),
  };
  await migrate(stores.embedded);
  await migrate(stores.server);
});

afterAll(async () => {
  await stores.server.close();
  await front.close();
  await stores.embedded.close();
  rmSync(path, { recursive: true, force: true });
});

describe.each(["embedded", "server"] as const)("%s", (mode) => {
  const count = async (table: string) => {
    const [row] = await stores[mode].query({
      sql: `SELECT count() AS rows FROM ${table} SETTINGS max_execution_time = 5`,
      schema: z.object({ rows: z.string() }),
    });
    return Number(row?.rows);
  };

  test("says how it runs and answers a ping", async () => {
    expect(stores[mode].mode).toBe(mode);
    await stores[mode].ping();
  });

  test("brings back every bound value as it went in", async () => {
    const values = {
      text: "it's \\ a\ttab\nline {x: String} '; DROP TABLE spans; --",
      big: 18_446_744_073_709_551_615n,
      list: ["a'b", "c\\d", "", "e,f]"],
      none: null,
      yes: true,
    };
    const rows = await stores[mode].query({
      sql: `SELECT {text: String} AS text, {big: UInt64} AS big, {list: Array(String)} AS list,
        {none: Nullable(String)} AS none, {yes: Bool} AS yes, toDecimal64('0.000000000001', 12) AS tiny
        SETTINGS max_execution_time = 5`,
      params: values,
      schema: z.unknown(),
    });
    expect(rows).toEqual([{ ...values, big: "18446744073709551615", tiny: "0.000000000001" }]);
  });

  test("loads a file and bytes once per token, in the table and in the roll-ups", async () => {
    const rows = [1n, 2n, 3n].map((seq) => aSpanRow({ seq, total_cost: 5n }));
    const file = join(path, "..", `spanledger-load-${mode}.rowbinary`);
    writeFileSync(file, encodeSpanRows(rows));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await stores[mode].loadRows({ table: "spans", source: { path: file }, token: "one" });
      await stores[mode].loadRows({ table: "spans", source: { bytes: encodeSpanRows(rows) }, token: "two" });
    }
    rmSync(file);
    expect(await count("spans")).toBe(6);
    const sums = await stores[mode].query({
      sql: `SELECT (SELECT sum(calls) FROM usage_hourly) AS hourly, (SELECT sum(calls) FROM usage_daily) AS daily,
        (SELECT sum(calls) FROM latency_hourly) AS latency, (SELECT sum(calls) FROM tenant_usage_hourly) AS tenant_hourly,
        (SELECT sum(calls) FROM tenant_usage_daily) AS tenant_daily, (SELECT sum(calls) FROM tenant_latency_daily) AS tenant_latency,
        (SELECT sum(total_cost) FROM usage_daily) AS cost SETTINGS max_execution_time = 5`,
      schema: z.record(z.string(), z.string()),
    });
    const six = { hourly: "6", daily: "6", latency: "6", tenant_hourly: "6", tenant_daily: "6", tenant_latency: "6" };
    expect(sums).toEqual([{ ...six, cost: "0.00000000003" }]);
  });

  test("loads a file whatever its folder is called", async () => {
    const folder = join(path, "..", `spans{a,b} [1] 'q' ${mode}`);
    mkdirSync(folder);
    writeFileSync(join(folder, "x::y?.rowbinary"), encodeSpanRows([aSpanRow({ project: "folder", seq: 1n })]));
    const source = { path: join(folder, "x::y?.rowbinary") };
    await stores[mode].loadRows({ table: "spans", source, token: `folder-${mode}` });
    rmSync(folder, { recursive: true });
    expect(await count("spans WHERE project = 'folder'")).toBe(1);
  });

  test("completes a load that died between the table and its views", async () => {
    const bytes = encodeSpanRows([aSpanRow({ project: "half", seq: 9n, total_cost: 7n })]);
    const load = () => stores[mode].loadRows({ table: "spans", source: { bytes }, token: `half-${mode}` });
    await stores[mode].command("CREATE TABLE outage (on UInt8) ENGINE = MergeTree ORDER BY on");
    await stores[mode].command("CREATE TABLE outage_sink (x UInt8) ENGINE = MergeTree ORDER BY x");
    await stores[mode].command(
      "CREATE MATERIALIZED VIEW outage_view TO outage_sink AS SELECT throwIf((SELECT count() FROM outage) > 0) AS x FROM tenant_usage_hourly",
    );
    await stores[mode].insertRows("outage", [{ on: 1 }]);
    await expect(load()).rejects.toThrow(QueryError);
    await stores[mode].command("TRUNCATE TABLE outage");
    await load();
    await load();
    const sums = await stores[mode].query({
      sql: `SELECT (SELECT count() FROM spans WHERE project = 'half') AS spans,
        (SELECT sum(calls) FROM usage_daily WHERE project = 'half') AS main,
        (SELECT sum(calls) FROM tenant_usage_daily WHERE project = 'half') AS tenant SETTINGS max_execution_time = 5`,
      schema: z.record(z.string(), z.string()),
    });
    expect(sums).toEqual([{ spans: "1", main: "1", tenant: "1" }]);
    for (const name of ["outage_view", "outage_sink", "outage"]) await stores[mode].command(`DROP TABLE ${name}`);
  });

  test("names the query that failed and keeps the engine's reason", async () => {
    const asked = stores[mode].query({ name: "broken", sql: "SELECT nope", schema: z.unknown() });
    await expect(asked).rejects.toMatchObject({
      name: "QueryError",
      query: "broken",
      cause: { type: "UNKNOWN_IDENTIFIER" },
    });
  });

  test("ends a query at its time limit", async () => {
    const asked = stores[mode].query({
      name: "endless",
      sql: "SELECT sum(sipHash64(number)) AS x FROM numbers(1000000000000) SETTINGS max_execution_time = 1",
      schema: z.unknown(),
    });
    await expect(asked).rejects.toThrow(QueryTimeoutError);
  });

  test("refuses a row that is not what the query promised", async () => {
    const asked = stores[mode].query({ name: "shape", sql: "SELECT 1 AS x", schema: z.object({ x: z.string() }) });
    await expect(asked).rejects.toThrow(QueryError);
  });

  test("shows a project its own rows only, and refuses SQL that does not ask for them", async () => {
    const ask = (project: string) =>
      stores[mode].project(project).query({
        sql: "SELECT count() AS n FROM spans WHERE project = {project: String} SETTINGS max_execution_time = 5",
        schema: z.object({ n: z.string() }),
      });
    expect(await ask("half")).toEqual([{ n: "1" }]);
    expect(await ask("nobody")).toEqual([{ n: "0" }]);
    await expect(
      stores[mode].project("half").query({ sql: "SELECT count() FROM spans", schema: z.unknown() }),
    ).rejects.toThrow(/project/);
  });

  test("answers the pages' questions and keeps settings", async () => {
    const reader = stores[mode].project("half");
    const range = { fromMs: 1_789_000_000_123, toMs: 1_791_000_000_456 };
    const filters = [{ dimension: "tenant" as const, op: "not_in" as const, values: ["it's", ""] }];
    const all = await costByDimension(reader, { range, groupBy: ["model", "attr:team"] });
    expect(all.rows).toMatchObject([{ keys: ["gpt-4o-mini", ""], calls: 1, costUsd: "0.000000000007" }]);
    expect((await costByDimension(reader, { range, groupBy: ["tenant"], filters })).rows).toEqual([]);
    expect((await listCalls(reader, { range })).calls).toMatchObject([{ cost: { total: "0.000000000007" } }]);
    const made = await createApiKey(
      stores[mode],
      { project: "half", label: "it's", scope: "read" },
      { changedBy: "ada", nowMs: 5 },
    );
    expect(await apiKeys(stores[mode]).list({ project: "half" })).toEqual([made.key]);
  });

  test("applies nothing on a second migration, quickly", async () => {
    const started = performance.now();
    expect(await migrate(stores[mode])).toEqual([]);
    expect(performance.now() - started).toBeLessThan(300);
  });

  test("refuses a database that a newer version wrote", async () => {
    await stores[mode].insertRows("schema_migrations", [{ number: 9999, name: "9999_future.sql" }]);
    await expect(migrate(stores[mode])).rejects.toMatchObject({ name: "DatabaseTooNewError" });
  });
});

test("answers short queries while a long one runs, bound values and all", async () => {
  const sql =
    "SELECT sum(sipHash64(number)) AS x FROM numbers({n: UInt64}) SETTINGS max_execution_time = 20, max_threads = 1";
  const long = stores.embedded.query({ sql, params: { n: 150_000_000 }, schema: z.unknown() });
  const order: string[] = [];
  await Promise.all([
    long.then(() => order.push("long")),
    stores.embedded.query({ sql, params: { n: 5 }, schema: z.unknown() }).then(() => order.push("short")),
  ]);
  expect(order).toEqual(["short", "long"]);
});

test("looks up a key at once while every page connection is busy", async () => {
  const busy = await createStore({ path, database: "spanledger_embedded", readers: 2 });
  const sql = "SELECT sum(sipHash64(number)) AS x FROM numbers(30000000) SETTINGS max_execution_time = 60";
  const order: string[] = [];
  const pages = Array.from({ length: 4 }, async () => {
    await busy.query({ sql, schema: z.unknown() });
    order.push("page");
  });
  await apiKeys(busy).list({ sha256: "none" });
  order.push("key");
  await Promise.all(pages);
  expect(order[0]).toBe("key");
  await busy.close();
});

test("a reader cannot write", async () => {
  const asked = stores.embedded.query({ sql: "TRUNCATE TABLE spans", schema: z.unknown() });
  await expect(asked).rejects.toMatchObject({ cause: { type: "READONLY" } });
});

describe("a failing server", () => {
  test("that cannot be reached is unavailable", async () => {
    const nobody = await createStore({ url: "http://127.0.0.1:9" });
    await expect(nobody.ping()).rejects.toThrow(StoreUnavailableError);
    await nobody.close();
  });

  test("that loses the answer has stored the rows once after the retry", async () => {
    const bytes = encodeSpanRows([aSpanRow({ project: "lost" })]);
    const load = () => stores.server.loadRows({ table: "spans", source: { bytes }, token: "lost" });
    front.inject({ kind: "lost_answer", matching: "INSERT INTO spans" });
    await expect(load()).rejects.toThrow(StoreUnavailableError);
    await load();
    const rows = await stores.server.query({
      sql: "SELECT count() AS n FROM spans WHERE project = 'lost'",
      schema: z.object({ n: z.string() }),
    });
    expect(rows).toEqual([{ n: "1" }]);
  });

  test("that answers 500 is an error, never an empty result", async () => {
    front.inject({ kind: "error", matching: "count()" });
    const asked = stores.server.query({ sql: "SELECT count() AS n FROM spans", schema: z.unknown() });
    await expect(asked).rejects.toThrow(QueryError);
  });
});
