import { aSpanRow, openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { projects } from "@spanledger/clickhouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { sumUsd } from "#lib/money/sum-usd.ts";
import { appRouter } from "./root.ts";
import type { Session } from "./session/read-session.ts";

const NOW_MS = Date.UTC(2026, 10, 21, 13);
const OWN_PAGE = { host: "localhost:3000", "sec-fetch-site": "same-origin" };
const scope = { project: "demo", range: "30d", filters: [] };
let opened: TestStore;

function callerAs(session: Partial<Session> = {}, headers: Record<string, string> = OWN_PAGE) {
  const full: Session = { role: "admin", keyId: "local", project: "*", ...session };
  return appRouter.createCaller({ store: opened.store, session: full, headers: new Headers(headers), nowMs: NOW_MS });
}

beforeAll(async () => {
  opened = await openTestStore();
  const base = { currency: "USD", time_zone: "UTC", cost_source: "computed" };
  const change = { changedBy: "test", nowMs: NOW_MS };
  await projects(opened.store).put({ ...base, id: "default", name: "Mine", is_demo: false }, change);
  await projects(opened.store).put({ ...base, id: "demo", name: "Demo", is_demo: true }, change);
  const spans = Array.from({ length: 60 }, (_, index) =>
    aSpanRow({
      project: "demo",
      seq: BigInt(index),
      start_time: BigInt(NOW_MS - index * 1_800_000) * 1_000_000n,
      feature: `feature-${index % 12}`,
      prompt_name: `prompt-${index % 3}`,
      prompt_version: `v${index % 5}`,
      total_cost: 1_000_000_007n * BigInt(index + 1),
      ...(index % 10 === 0 ? { cost_status: "unpriced", total_cost: 0n } : {}),
    }),
  );
  await opened.storeSpans(spans);
});

afterAll(() => opened.dispose());

test("opens the demo while the real project is empty", async () => {
  const workspace = await callerAs().workspace.get();
  expect(workspace.landing).toBe("demo");
  expect(workspace.projects.map(({ id, hasSpans }) => [id, hasSpans])).toEqual([
    ["default", false],
    ["demo", true],
  ]);
});

test.each([[["feature"]], [["prompt_name", "prompt_version"]]] as const)(
  "the chart by %j, its table and the headline have the same sum",
  async (by) => {
    const caller = callerAs();
    const [{ current }, table, chart] = await Promise.all([
      caller.overview.summary(scope),
      caller.costs.table({ ...scope, by: [...by] }),
      caller.costs.overTime({ ...scope, by: [...by] }),
    ]);
    const rows = sumUsd(table.rows.map(({ usage }) => usage.costUsd ?? "0"));
    const points = sumUsd(chart.series.flatMap(({ points: list }) => list.map(({ costUsd }) => costUsd)));
    expect(rows).toBe(current.costUsd);
    expect(points).toBe(current.costUsd);
    expect(table.total.costUsd).toBe(current.costUsd);
    expect(current.unpricedCalls).toBe(6);
  },
);

test("a mover's parts add up to its change", async () => {
  const { movers } = await callerAs().overview.movers({ ...scope, range: "24h", by: "feature" });
  expect(movers.length).toBeGreaterThan(0);
  for (const { split, before, after } of movers) {
    const { volume, mix, tokens, price, unsplit } = split;
    expect(sumUsd([volume, mix, tokens, price, unsplit])).toBe(split.total);
    expect(parseAmount(split.total)).toBe(parseAmount(after.costUsd ?? "0") - parseAmount(before.costUsd ?? "0"));
  }
});

test("the forecast rests on the whole month whatever the range, and says so when there are too few days for one", async () => {
  const [forecast, month] = await Promise.all([
    callerAs().overview.forecast({ project: "demo", filters: [] }),
    callerAs().overview.summary({ ...scope, range: "month" }),
  ]);
  expect(forecast.spentUsd).toBe(month.current.costUsd);
  expect(forecast.unknownCalls).toBe(6);
  expect(forecast.forecast).toBeNull();
  expect(forecast.method).toContain("needs 3 whole days with spend; there are 1");
});

test("a project that is not here is unknown, also with a key of another project", async () => {
  await expect(callerAs().overview.summary({ ...scope, project: "nope" })).rejects.toThrow(
    'There is no project "nope".',
  );
  await expect(callerAs({ project: "other" }).overview.summary({ ...scope, project: "default" })).rejects.toThrow(
    'There is no project "default".',
  );
});

test("nobody signed in reads nothing", async () => {
  const caller = appRouter.createCaller({ store: opened.store, session: null, headers: new Headers(), nowMs: NOW_MS });
  await expect(caller.workspace.get()).rejects.toThrow("Sign in first.");
});

test("changes need an admin and our own pages", async () => {
  await expect(callerAs({ role: "read" }).onboarding.createKey({ project: "default" })).rejects.toThrow(
    "needs an admin key",
  );
  await expect(
    callerAs({}, { "sec-fetch-site": "cross-site" }).onboarding.createKey({ project: "default" }),
  ).rejects.toThrow("own pages only");
  expect((await callerAs().onboarding.createKey({ project: "default" })).key).toMatch(/^sl_\w{32}$/);
});

test("a filter that does not exist is an error, not another sum", async () => {
  await expect(callerAs().overview.summary({ ...scope, filters: ["colour:red"] })).rejects.toThrow(
    "names a filter that does not exist",
  );
});
