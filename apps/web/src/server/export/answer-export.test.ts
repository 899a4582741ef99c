import { createApiKey, type Store } from "@spanledger/clickhouse";
import { aSpanRow, openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { projects } from "@spanledger/clickhouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sumUsd } from "#lib/money/sum-usd.ts";
import { getExport } from "../api/get-export.ts";
import { appRouter } from "../root.ts";
import type { Session } from "../session/read-session.ts";
import { answerExport } from "./answer-export.ts";

const NOW_MS = Date.UTC(2026, 10, 21, 13);
const LOCAL: Session = { role: "admin", keyId: "local", project: "*" };
let opened: TestStore;
let store: Store;
let key = "";

beforeAll(async () => {
  opened = await openTestStore();
  store = opened.store;
  const change = { changedBy: "test", nowMs: NOW_MS };
  const base = { currency: "USD", time_zone: "Europe/Berlin", cost_source: "computed", is_demo: false };
  for (const id of ["mine", "theirs"]) await projects(store).put({ ...base, id, name: id }, change);
  key = (await createApiKey(store, { project: "mine", scope: "read", label: "read" }, change)).text;
  const spans = Array.from({ length: 700 }, (_, index) =>
    aSpanRow({
      project: index % 50 === 0 ? "theirs" : "mine",
      seq: BigInt(index),
      start_time: BigInt(NOW_MS - index * 600_000) * 1_000_000n,
      feature: `feature ${index}`,
      environment: index % 2 === 0 ? "production" : "staging",
      total_cost: 1_000_000_007n * BigInt(index + 1),
      ...(index % 10 === 1 ? { cost_status: "unpriced", total_cost: 0n } : {}),
    }),
  );
  await opened.storeSpans(spans);
});
afterAll(() => opened.dispose());

function ask(path: string, session: Session | null = LOCAL): Promise<Response> {
  const url = new URL(path, "http://localhost:3000/api/export/");
  const name = url.pathname.split("/").at(-1) ?? "";
  const request = new Request(url);
  return answerExport(request, name, { store, session, headers: request.headers, nowMs: NOW_MS });
}

test("the file has every group of the page and its sum, beyond the rows that the page lists", async () => {
  const caller = appRouter.createCaller({ store, session: LOCAL, headers: new Headers(), nowMs: NOW_MS });
  const scope = { project: "mine", range: "7d", filters: ["environment:production"] };
  const page = await caller.costs.table({ ...scope, by: ["feature"] });
  const response = await ask("costs?project=mine&range=7d&env=production&by=feature&format=csv");
  expect(response.headers.get("content-disposition")).toBe(
    'attachment; filename="spanledger-mine-costs-by-feature-7d.csv"',
  );
  const rows = cells(await response.text());
  expect(rows.length).toBe(page.rows.length + (page.other?.groups ?? 0));
  expect(sumUsd(rows.map((row) => row["cost_usd"] || "0"))).toBe(page.total.costUsd);
  expect(rows.every((row) => row["feature"] !== "")).toBe(true);

  const series = cells(await (await ask("spend-over-time?project=mine&range=7d&env=production&by=feature")).text());
  expect(sumUsd(series.map((row) => row["cost_usd"] || "0"))).toBe(page.total.costUsd);
});

test("a read key downloads the same sums as Parquet", async () => {
  const request = new Request(
    "http://localhost/api/v1/export/costs?format=parquet&groupBy=environment&from=2026-11-01",
    {
      headers: { authorization: `Bearer ${key}` },
    },
  );
  const response = await getExport(request, { store, nowMs: NOW_MS + 1 }, "costs");
  expect(response.headers.get("content-type")).toBe("application/vnd.apache.parquet");
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(new TextDecoder().decode(bytes.slice(0, 4))).toBe("PAR1");
  const refused = await getExport(
    new Request("http://localhost/api/v1/export/costs"),
    { store, nowMs: NOW_MS },
    "costs",
  );
  expect(refused.status).toBe(401);
});

test("is refused without a session, for another project, a wrong name, filter or dimension, each with a sentence", async () => {
  const other: Session = { ...LOCAL, project: "theirs", role: "read" };
  const cases = [
    { answer: ask("costs?project=mine", null), status: 401, says: "Sign in first." },
    { answer: ask("costs?project=mine", other), status: 404, says: 'There is no project "mine".' },
    { answer: ask("costs"), status: 404, says: 'There is no project "".' },
    { answer: ask("everything?project=mine"), status: 404, says: 'There is no download "everything"' },
    { answer: ask("costs?project=mine&f=colour:red"), status: 400, says: "names a filter that does not exist" },
    { answer: ask("costs?project=mine&by=colour"), status: 400, says: "" },
  ];
  for (const { answer, status, says } of cases) {
    const response = await answer;
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(says);
  }
});

/** No cell of these files has a comma or a quote inside. */
function cells(csv: string): Record<string, string>[] {
  const [header = [], ...rows] = csv
    .trim()
    .split("\n")
    .map((line) => line.split(",").map((cell) => cell.replaceAll('"', "")));
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ""])));
}
