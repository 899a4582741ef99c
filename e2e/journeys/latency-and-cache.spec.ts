import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { createStore, type Store } from "@spanledger/clickhouse";
import { z } from "zod";
import { DEMO_TIMEOUT_MS, type DemoStack, startDemo } from "../support/demo-stack.ts";
import { sendCalls } from "../support/send-calls.ts";

const DAY_MS = 86_400_000;
// Fixed instants, so that the same question can be asked again when the server is down.
const TO_MS = Math.floor(Date.now() / DAY_MS) * DAY_MS;
const FROM_MS = TO_MS - 20 * DAY_MS;
const RANGE = `${FROM_MS}-${TO_MS}`;

let demo: DemoStack;

test.beforeAll(async () => {
  test.setTimeout(DEMO_TIMEOUT_MS);
  demo = await startDemo();
});

test.afterAll(() => demo.dispose());

test("the cache that was switched off: from the Overview in one click, and its calls in a second", async ({ page }) => {
  await page.goto(`${demo.stack.webUrl}/?project=demo`);
  await page.getByRole("link", { name: "Cache" }).first().click();
  const stopped = page
    .getByRole("list", { name: "Opportunities" })
    .getByRole("listitem")
    .filter({ hasText: "Caching stopped: contracts/extract-clauses" })
    .first();
  await expect(stopped).toContainText(/Until \d+ \w+ 7\d(\.\d)? % of its prompt tokens were read/);
  await expect(stopped).toContainText(/\$\d+\.\d\d per month/);
  await stopped.getByRole("link", { name: "Calls" }).click();
  await expect(page).toHaveURL(/\/traces\?.*prompt_name/);
  await expect(page.getByText("contracts/extract-clauses").first()).toBeVisible();
});

test("the answer that was kept for another customer: an alarm on the Cache page, one click from the Overview", async ({
  page,
}) => {
  await page.goto(`${demo.stack.webUrl}/?project=demo`);
  await page.getByRole("link", { name: "Cache" }).first().click();
  const alarm = page.getByRole("alert", { name: "Cross-tenant cache hits" });
  await expect(alarm.getByRole("heading")).toHaveText("1 call was answered from another tenant’s cache entry");
  await alarm
    .getByRole("row", { name: /search-answers/ })
    .getByRole("link")
    .click();
  await expect(page).toHaveURL(/\/traces\/[0-9a-f]{32}/);
});

test("a call answered from another tenant's entry is an alarm that names both, and a link to the call", async ({
  page,
}) => {
  const hit = { "spanledger.cache.status": "hit", "spanledger.cache.type": "semantic" };
  const call = { inputTokens: 1000, outputTokens: 100 };
  await sendCalls(demo.stack.ingestUrl, "protobuf", [
    { ...call, tenant: "acme", attributes: { ...hit, "spanledger.cache.entry.tenant": "globex" } },
    { ...call, tenant: "acme", attributes: { ...hit, "spanledger.cache.entry.tenant": "acme" } },
    { ...call, tenant: "acme" },
  ]);
  const alarm = page.getByRole("alert", { name: "Cross-tenant cache hits" });
  await expect(async () => {
    await page.goto(`${demo.stack.webUrl}/cache?project=default&range=24h`);
    await expect(alarm).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 20_000 });
  await expect(alarm.getByRole("heading")).toHaveText("1 call was answered from another tenant’s cache entry");
  await expect(alarm.getByRole("row", { name: /acme globex/ })).toBeVisible();
  await expect(page.getByTestId("cache-figures")).toContainText(/Semantic hits\s*66\.7 %/);
  await alarm
    .getByRole("row", { name: /acme globex/ })
    .getByRole("link")
    .click();
  await expect(page).toHaveURL(/\/traces\/[0-9a-f]{32}/);
});

test.describe("states", () => {
  for (const path of ["/latency", "/cache"]) {
    test(`${path}: nothing matches, a filter that does not exist, a range before the data`, async ({ page }) => {
      const at = (query: string) => page.goto(`${demo.stack.webUrl}${path}?project=demo&${query}`);
      await at(`range=${RANGE}&f=feature:nobody`);
      await expect(page.getByText("Nothing in this time range matches the filters.")).toBeVisible();
      await at(`range=${RANGE}&f=colour:red`);
      await expect(page.getByText("Could not load the headline figures")).toBeVisible();
      await expect(page.getByText("names a filter that does not exist").first()).toBeVisible();
      await at(`range=${FROM_MS - 200 * DAY_MS}-${FROM_MS - 190 * DAY_MS}`);
      await expect(page.getByText("This range is before the data")).toBeVisible();
    });
  }

  test("a question that fails says so, and can be asked again", async ({ page }) => {
    await page.goto(`${demo.stack.webUrl}/latency?project=demo&range=${RANGE}`);
    await expect(page.getByRole("figure", { name: "Calls by duration and time" })).toBeVisible();
    await page.route("**/api/trpc/**", (route) => route.abort("timedout"));
    await page.getByRole("radio", { name: "First token" }).click();
    await expect(page.getByText("Could not load latency over time")).toBeVisible();
    await page.unroute("**/api/trpc/**");
    await page
      .getByRole("region", { name: "Time to first token over time" })
      .getByRole("button", { name: "Try again" })
      .click();
    await expect(page.getByRole("figure", { name: "Calls by duration and time" })).toBeVisible();
  });
});

test("figures are what SQL over the spans and their corrections says", async ({ page }) => {
  const { webUrl } = demo.stack;
  await page.goto(`${webUrl}/latency?project=demo&range=${RANGE}&by=model`);
  const waits = await statsOf(page, "latency-figures");
  const models = await cellsOf(page, "Latency");
  const slowest = await cellsOf(page, "Slowest calls");
  const errors = await cellsOf(page, "Errors");
  await page.goto(`${webUrl}/cache?project=demo&range=${RANGE}&by=feature`);
  const caches = await statsOf(page, "cache-figures");
  const features = await cellsOf(page, "Caches");
  await demo.stack.stop();

  const store = await createStore({ path: join(demo.dataDir, "clickhouse") });
  try {
    const [all = EMPTY] = await ask(store, "toString(1)", "model");
    expectNear(waits["Median duration"], all["p50"]);
    expectNear(waits["p95 duration"], all["p95"]);
    expectNear(waits["p99 duration"], all["p99"]);
    expectNear(waits["p95 to first token"], all["first95"]);
    expect(waits["Error rate"]).toContain(`${all["errors"]} failed`);
    const byModel = await ask(store, "if(request_model != '', request_model, response_model)", "model");
    for (const [name = "", calls, median] of models) {
      const expected = byModel.find((row) => row["key"] === name);
      expect(calls?.replace(",", "").replace(/\.0k$/, "k")).toBe(shortCount(Number(expected?.["calls"])));
      expectNear(median, expected?.["p50"]);
    }
    expect(slowest[0]?.[1]).toBe(`${Math.round(Number(all["longest"]) / 1000)} s`);
    const codes = await ask(store, "concat(provider, ' ', error_type)", "errors");
    const failing = codes.filter((row) => row["errors"] !== "0");
    expect(new Set(errors.map(([provider, code, failed]) => `${provider} ${code} ${failed}`))).toEqual(
      new Set(failing.map((row) => `${row["key"]} ${row["errors"]}`)),
    );
    expect(caches["Saved, net"]).toContain(money(all["net"]));
    expect(caches["Write premium"]).toContain(money(all["premium"]));
    expect(Number(all["exact"])).toBeGreaterThan(Number(all["semantic"]));
    expect(Number(all["semantic"])).toBeGreaterThan(0);
    expect(caches["Exact hits"]).toContain(percent(all["exact"]));
    expect(caches["Semantic hits"]).toContain(percent(all["semantic"]));
    expect(caches["Provider prompt cache"]).toContain(percent(all["share"]));
    const byFeature = await ask(store, "feature", "feature");
    for (const row of features) {
      const expected = byFeature.find((one) => one["key"] === row[0]);
      expect(row[2]).toBe(percent(expected?.["share"]));
      expect(row.at(-1)).toBe(Number(expected?.["net"]) === 0 ? "–" : money(expected?.["net"]));
    }
  } finally {
    await store.close();
  }
});

/** Headline figures by their label, value and note together. */
async function statsOf(page: Page, testId: string): Promise<Record<string, string>> {
  await expect(page.getByTestId(testId)).toBeVisible();
  const pairs = await page
    .getByTestId(testId)
    .locator("dt")
    .evaluateAll((terms) =>
      terms.map((term) => [term.textContent ?? "", term.parentElement?.querySelector("dd")?.textContent ?? ""]),
    );
  return Object.fromEntries(pairs) as Record<string, string>;
}

async function cellsOf(page: Page, table: string): Promise<string[][]> {
  const rows = page.getByRole("table", { name: table, exact: true }).locator("tbody tr");
  await expect(rows.first()).toBeVisible();
  return rows.evaluateAll((found) => found.map((row) => [...row.querySelectorAll("td")].map((td) => td.innerText)));
}

const Answer = z.record(z.string(), z.string());
const EMPTY: z.output<typeof Answer> = {};

/** Written from the definitions, apart from the product's own queries: every counted span in its current state. */
function ask(store: Store, key: string, name: string): Promise<z.output<typeof Answer>[]> {
  const plain = "toFloat64(input_cost) / uncached_input_tokens";
  const rated = "billing_state != 'cached' AND uncached_input_tokens > 0 AND input_cost > 0";
  return store.query({
    name,
    sql: `
SELECT ${key} AS key, toString(count()) AS calls, toString(countIf(status = 'error')) AS errors,
  toString(quantileExact(0.5)(duration_ns) / 1e6) AS p50, toString(quantileExact(0.95)(duration_ns) / 1e6) AS p95,
  toString(quantileExact(0.99)(duration_ns) / 1e6) AS p99, toString(max(duration_ns) / 1e6) AS longest,
  toString(quantileExactIf(0.95)(ttft_ns, ttft_ns > 0) / 1e6) AS first95,
  toString(countIf(cache_tier = 'exact') / count()) AS exact, toString(countIf(cache_tier = 'semantic') / count()) AS semantic,
  toString(sumIf(cache_read_tokens, billing_state != 'cached') / sumIf(uncached_input_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens, billing_state != 'cached')) AS share,
  toString(sumIf(toFloat64(cache_write_cost) - (cache_write_5m_tokens + cache_write_1h_tokens) * ${plain}, ${rated})) AS premium,
  toString(sumIf(cache_read_tokens * ${plain} - toFloat64(cache_read_cost), ${rated}) - toFloat64(premium) + sumIf(toFloat64(total_cost), billing_state = 'cached')) AS net
FROM spans
WHERE project = 'demo' AND role != 'none' AND start_time >= fromUnixTimestamp64Milli(${FROM_MS}) AND start_time < fromUnixTimestamp64Milli(${TO_MS})
  AND if((writer, seq) IN (SELECT writer, seq FROM adjustments WHERE project = 'demo'),
    (writer, seq) IN (SELECT writer, seq FROM (SELECT * FROM adjustments WHERE project = 'demo' AND entry = 'book' ORDER BY revision DESC LIMIT 1 BY writer, seq) WHERE calls = 1),
    booked = 1)
GROUP BY key ORDER BY count() DESC`,
    schema: Answer,
  });
}

/** Percentiles come from histograms of 9 % wide places and are shown with two or three digits. */
function expectNear(shown: string | undefined, expectedMs: string | undefined): void {
  const match = /^([\d.]+) (ms|s|min)/.exec(shown ?? "");
  const ms = Number(match?.[1]) * (match?.[2] === "s" ? 1000 : match?.[2] === "min" ? 60_000 : 1);
  expect(ms / Number(expectedMs)).toBeGreaterThan(0.9);
  expect(ms / Number(expectedMs)).toBeLessThan(1.1);
}

function shortCount(calls: number): string {
  if (calls < 10_000) return String(calls);
  return `${(calls / 1000).toFixed(1).replace(/\.0$/, "")}k`;
}

function money(usd: string | undefined): string {
  const amount = Number(usd);
  return amount >= 0.1 ? `$${amount.toFixed(2)}` : `$${Number(amount.toPrecision(3))}`;
}

function percent(ratio: string | undefined): string {
  const value = Number(ratio) * 100;
  return `${value.toFixed(1).replace(/\.0$/, "")} %`;
}
