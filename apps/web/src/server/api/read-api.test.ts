import { apiKeys, createApiKey, revokeApiKey } from "@spanledger/clickhouse";
import { aSpanRow, anAdjustmentRow, openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET as unknownRoute } from "#app/api/v1/[...path]/route.ts";
import { GET as callsRoute } from "#app/api/v1/calls/route.ts";
import { GET as costsRoute } from "#app/api/v1/costs/route.ts";
import { GET as openApiRoute } from "#app/api/v1/openapi.json/route.ts";
import { getCalls } from "./get-calls.ts";
import { getCosts } from "./get-costs.ts";
import { openApi } from "./open-api.ts";

const START_NS = 1_790_000_000_000_000_000n;
const nowMs = 1_790_000_100_000;
const at = { changedBy: "test", nowMs };
let opened: TestStore;
const keys = { read: "", admin: "", ingest: "", revoked: "", other: "" };

beforeAll(async () => {
  opened = await openTestStore();
  const make = async (project: string, scope: "read" | "admin" | "ingest") =>
    (await createApiKey(opened.store, { project, scope, label: scope }, at)).text;
  keys.read = await make("default", "read");
  keys.admin = await make("default", "admin");
  keys.ingest = await make("default", "ingest");
  keys.other = await make("other", "read");
  const revoked = await createApiKey(opened.store, { project: "default", scope: "read", label: "old" }, at);
  keys.revoked = revoked.text;
  await revokeApiKey(opened.store, { project: "default", id: revoked.key.id }, at);
  const moved = aSpanRow({ seq: 4n, start_time: START_NS + 4n, tenant: "acme", total_cost: 7n });
  await opened.storeSpans([
    aSpanRow({
      seq: 1n,
      start_time: START_NS + 1n,
      tenant: "acme",
      feature: "search",
      user_id: "u1",
      uncached_input_tokens: 100,
      cache_read_tokens: 20,
      cache_write_5m_tokens: 3,
      cache_write_1h_tokens: 4,
      output_tokens: 50,
      total_cost: 4_200_000_001n,
      finish_reasons: ["stop"],
      ttft_ns: 250_000_000n,
    }),
    aSpanRow({ seq: 2n, start_time: START_NS + 2n, tenant: "acme", cost_status: "unpriced", output_tokens: 9 }),
    aSpanRow({ seq: 3n, start_time: START_NS + 3n, cost_status: "no_usage", status: "error", error_type: "timeout" }),
    moved,
    aSpanRow({
      seq: 5n,
      start_time: START_NS + 5n,
      tenant: "cachey",
      billing_state: "cached",
      total_cost: 9n,
      output_tokens: 2,
    }),
    aSpanRow({ seq: 6n, start_time: START_NS + 6n, role: "rollup", billing_state: "superseded", booked: 0 }),
    aSpanRow({ seq: 7n, start_time: START_NS + 7n, role: "none", billing_state: "none", booked: 0 }),
    aSpanRow({ seq: 8n, project: "other", tenant: "secret", total_cost: 1n }),
    aSpanRow({ seq: 9n, start_time: START_NS + 9n, role: "rollup", billing_state: "none", booked: 0 }),
  ]);
  await opened.storeAdjustments([
    anAdjustmentRow(moved, { entry: "reverse", revision: 1, reason: "inherited" }),
    anAdjustmentRow({ ...moved, tenant: "globex" }, { entry: "book", revision: 1, reason: "inherited" }),
  ]);
});
afterAll(() => opened.dispose());

interface Answer {
  readonly status: number;
  readonly body: { data: Record<string, unknown>[]; next_cursor: string | null; error?: { message: string } };
}

async function ask(handler: typeof getCosts, query: string, key: string = keys.read): Promise<Answer> {
  const headers = key === "" ? {} : { authorization: `Bearer ${key}` };
  const response = await handler(new Request(`http://localhost/api/v1/x?${query}`, { headers }), {
    store: opened.store,
    nowMs,
  });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}

describe("costs", () => {
  test("sums per group, exact, with what is unknown as unknown", async () => {
    const { status, body } = await ask(getCosts, "groupBy=tenant");
    expect(status).toBe(200);
    const zero = {
      input_uncached_tokens: 0,
      cache_read_tokens: 0,
      cache_write_tokens: 0,
      output_tokens: 0,
      unpriced_calls: 0,
      no_usage_calls: 0,
    };
    expect(body).toEqual({
      data: [
        {
          ...zero,
          tenant: "acme",
          calls: 2,
          input_uncached_tokens: 100,
          cache_read_tokens: 20,
          cache_write_tokens: 7,
          output_tokens: 59,
          cost_usd: "0.004200000001",
          unpriced_calls: 1,
        },
        { ...zero, tenant: "globex", calls: 1, cost_usd: "0.000000000007" },
        { ...zero, tenant: null, calls: 1, cost_usd: null, no_usage_calls: 1 },
        { ...zero, tenant: "cachey", calls: 1, cost_usd: "0" },
      ],
      next_cursor: null,
    });
  });

  test("takes several dimensions, filters and pages without losing or repeating a group", async () => {
    const rows: unknown[] = [];
    let cursor = "";
    do {
      const { body } = await ask(getCosts, `groupBy=tenant,feature&limit=1&cursor=${cursor}`);
      rows.push(...body.data.map((row) => [row["tenant"], row["feature"]]));
      cursor = body.next_cursor ?? "";
    } while (cursor !== "");
    expect(rows).toHaveLength(5);
    expect(rows[0]).toEqual(["acme", "search"]);
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(5);
    const filtered = await ask(getCosts, "groupBy=model&tenant=globex&tenant=cachey");
    expect(filtered.body.data).toMatchObject([{ model: "gpt-4o-mini", calls: 2 }]);
    const without = await ask(getCosts, "tenant=");
    expect(without.body.data).toMatchObject([{ calls: 1, cost_usd: null }]);
  });

  test("without a group is one row, and none when there is nothing", async () => {
    expect((await ask(getCosts, "")).body.data).toMatchObject([{ calls: 5, cost_usd: "0.004200000008" }]);
    expect((await ask(getCosts, "from=2020-01-01&to=2020-02-01")).body).toEqual({ data: [], next_cursor: null });
  });

  test("takes times as dates, instants, and Unix seconds or milliseconds", async () => {
    for (const from of [
      "2026-09-21",
      "2026-09-21T14:13:20Z",
      "2026-09-21T16:13:20%2B02:00",
      "1790000000",
      "1790000000000",
    ]) {
      expect({ from, ...(await ask(getCosts, `from=${from}`)).body }).toMatchObject({ from, data: [{ calls: 5 }] });
    }
    expect((await ask(getCosts, "from=1790000001")).body.data).toEqual([]);
  });
});

describe("calls", () => {
  test("lists model calls and roll-ups newest first, in their current state, with every field", async () => {
    const { body } = await ask(getCalls, "");
    expect(body.data.map((row) => [row["billing_state"], row["tenant"], row["cost_usd"]])).toEqual([
      ["superseded", null, "0"],
      ["cached", "cachey", "0"],
      ["billed", "globex", "0.000000000007"],
      ["billed", null, null],
      ["billed", "acme", null],
      ["billed", "acme", "0.004200000001"],
    ]);
    expect(body.data[5]).toEqual({
      trace_id: "0af7651916cd43dd8448eb211c80319c",
      span_id: "b7ad6b7169203331",
      parent_span_id: null,
      start_time: "2026-09-21T14:13:20.000000001Z",
      duration_ms: 1000,
      ttft_ms: 250,
      operation: "chat",
      provider: "openai",
      request_model: "gpt-4o-mini",
      response_model: null,
      tenant: "acme",
      feature: "search",
      user: "u1",
      session: null,
      environment: null,
      prompt_name: null,
      prompt_version: null,
      agent: null,
      input_uncached_tokens: 100,
      cache_read_tokens: 20,
      cache_write_5m_tokens: 3,
      cache_write_1h_tokens: 4,
      output_tokens: 50,
      reasoning_tokens: 0,
      cost_usd: "0.004200000001",
      cost_status: "priced",
      billing_state: "billed",
      token_rule: "no_cache",
      finish_reasons: ["stop"],
      error_type: null,
    });
    expect(body.data[3]).toMatchObject({ output_tokens: null, cost_status: "no_usage", error_type: "timeout" });
  });

  test("pages through all of them once", async () => {
    const seen: unknown[] = [];
    let cursor = "";
    do {
      const { body } = await ask(getCalls, `limit=2&cursor=${cursor}`);
      seen.push(...body.data.map((row) => row["start_time"]));
      cursor = body.next_cursor ?? "";
    } while (cursor !== "");
    expect(new Set(seen).size).toBe(6);
    expect(seen).toHaveLength(6);
  });
});

describe("the key", () => {
  test.each([
    ["none", "", 401],
    ["unknown", "sl_nope", 401],
    ["revoked", "revoked", 403],
    ["for ingest", "ingest", 403],
    ["for reading", "read", 200],
    ["of an admin", "admin", 200],
  ])("%s", async (_, name, status) => {
    const key = name in keys ? keys[name as keyof typeof keys] : name;
    for (const handler of [getCosts, getCalls]) {
      const answered = await ask(handler, "", key);
      expect(answered.status).toBe(status);
      expect(answered.body.error?.message ?? "the key is good").toMatch(/key/);
    }
  });

  test("decides the project: another project's rows never show", async () => {
    const costs = await ask(getCosts, "groupBy=tenant", keys.other);
    expect(costs.body.data).toMatchObject([{ tenant: "secret" }]);
    const calls = await ask(getCalls, "", keys.other);
    expect(calls.body.data).toHaveLength(1);
    expect(JSON.stringify(await apiKeys(opened.store).history({}))).not.toContain(keys.read);
  });
});

test.each([
  ["from", "from=yesterday"],
  ["to", "to=2026-13-45"],
  ["from", "from=2026-02-01&to=2026-01-01"],
  ["limit", "limit=0"],
  ["limit", "limit=1001"],
  ["limit", "limit=ten"],
  ["cursor", "cursor=abc"],
  ["groupBy", "groupBy=colour"],
  ["tenat", "tenat=acme"],
])("names the parameter that is wrong: %s", async (name, query) => {
  const { status, body } = await ask(getCosts, query);
  expect(status).toBe(400);
  expect(body.error?.message).toContain(`"${name}"`);
});

test("the routes answer from the store of the process", async () => {
  const shared = globalThis as { [key: symbol]: unknown };
  shared[Symbol.for("spanledger.store")] = opened.store;
  const headers = { authorization: `Bearer ${keys.read}` };
  for (const GET of [costsRoute, callsRoute]) {
    const response = await GET(new Request("http://localhost/api/v1/x?from=2026-01-01", { headers }));
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
  }
  expect(await openApiRoute().json()).toMatchObject({ openapi: "3.1.0" });
});

test("the description lists the fields that the answers have", async () => {
  const calls = (await ask(getCalls, "limit=1")).body.data[0] ?? {};
  const costs = (await ask(getCosts, "limit=1")).body.data[0] ?? {};
  const { paths } = openApi() as {
    paths: Record<
      string,
      {
        get: {
          responses: Record<
            string,
            { content: Record<string, { schema: { properties: { data: { items: { properties: object } } } } }> }
          >;
        };
      }
    >;
  };
  const fields = (path: string) =>
    Object.keys(
      paths[path]?.get.responses["200"]?.content["application/json"]?.schema.properties.data.items.properties ?? {},
    );
  expect(fields("/api/v1/calls")).toEqual(Object.keys(calls));
  expect(fields("/api/v1/costs")).toEqual(Object.keys(costs));
});

test("an address that does not exist answers in the documented error form", async () => {
  const response = unknownRoute();
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ error: { message: expect.stringContaining("/api/v1/costs") } });
});
