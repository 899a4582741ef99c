import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createStore, type Store } from "@spanledger/clickhouse";
import { expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import { DEMO_TIMEOUT_MS, type DemoStack, startDemo } from "../support/demo-stack.ts";

const DAY_MS = 86_400_000;
// Fixed instants, so that the same question can be asked again when the server is down.
const TO_MS = Math.floor(Date.now() / DAY_MS) * DAY_MS;
const FROM_MS = TO_MS - 10 * DAY_MS;
const RANGE = `${FROM_MS}-${TO_MS}`;

let demo: DemoStack;

test.beforeAll(async () => {
  test.setTimeout(DEMO_TIMEOUT_MS);
  demo = await startDemo();
});

test.afterAll(() => demo.dispose());

test.describe("a newcomer finds the story of the demo from the Overview", () => {
  test("the prompt version that costs twice as much: one click", async ({ page }) => {
    await overview(page);
    await page.getByRole("radio", { name: "Prompt version" }).click();
    const movers = page.getByRole("table", { name: "What changed" });
    const perCall = async (version: string) => {
      const row = movers.getByRole("row", { name: `support/answer / ${version}` });
      const [before = "", now = ""] = (await row.getByRole("cell").nth(5).innerText()).split("→");
      return { before: dollars(before), now: dollars(now) };
    };
    const [old, dear] = [await perCall("3"), await perCall("4")];
    expect(dear.now / old.before).toBeGreaterThan(1.8);
  });

  test("the tenant that grew: one click", async ({ page }) => {
    await overview(page);
    await page.getByRole("radio", { name: "Tenant" }).click();
    const row = page.getByRole("table", { name: "What changed" }).getByRole("row", { name: /hanse-freight/ });
    await expect(row).toContainText("+");
    expect(dollars(await row.getByRole("cell").nth(6).innerText())).toBeGreaterThan(1);
    await expect(page).toHaveURL(/movers=tenant/);
  });

  test("the cache that was switched off: at first sight, and one click to the feature", async ({ page }) => {
    await overview(page);
    await expect(page.getByTestId("headline")).toContainText(/Read from cache\s*[\d.]+ %\s*−[89]\d/);
    const row = page.getByRole("table", { name: "What changed" }).getByRole("row", { name: /contract-review/ });
    const [volume, tokens] = [
      await row.getByRole("cell").nth(6).innerText(),
      await row.getByRole("cell").nth(8).innerText(),
    ];
    expect(dollars(tokens)).toBeGreaterThan(5 * dollars(volume));
    await page.getByRole("link", { name: "All costs" }).click();
    await expect(
      page.getByRole("table", { name: "Costs" }).getByRole("row", { name: /contract-review/ }),
    ).toBeVisible();
  });

  test("the model without a price, and where to give it one: two clicks", async ({ page }) => {
    await overview(page);
    await page.getByRole("link", { name: /of calls have no price/ }).click();
    const row = page
      .getByRole("table", { name: "Models without a price" })
      .getByRole("row", { name: /nordwind-triage-8b/ });
    await row.getByRole("button", { name: "Add price" }).click();
    await expect(page.getByRole("dialog", { name: "Add a price" })).toBeVisible();
    await expect(page).toHaveURL(/model=nordwind-triage-8b/);
    await page.reload();
    await expect(page.getByLabel("Model", { exact: true })).toHaveValue("nordwind-triage-8b");
  });
});

test("the parts of each change add up to it, to the last digit", async ({ page }) => {
  for (const by of ["feature", "tenant", "prompt_version", "model"]) {
    await page.goto(`${demo.stack.webUrl}/?project=demo&range=7d&movers=${by}`);
    const card = page.getByRole("region", { name: "What changed" });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      card.getByRole("button", { name: "CSV" }).click(),
    ]);
    const rows = cells(await readFile(await download.path(), "utf8"));
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) {
      const { Change = "0", ...parts } = row;
      const names = ["Volume", "Model mix", "Feature mix", "Tokens per call", "Price", "Price and model", "Not split"];
      const sum = names.reduce((total, name) => total + pico(parts[name] ?? "0"), 0n);
      expect(sum).toBe(pico(Change));
      expect(pico(Change)).toBe(pico(row["Now"] || "0") - pico(row["Before"] || "0"));
    }
  }
});

test("the forecast is beyond what is spent, inside its interval, and says how it is made", async ({ page }) => {
  await overview(page);
  const card = page.getByRole("region", { name: "Month-end forecast" });
  const [expected = 0, low = 0, high = 0, spent = 0] = ((await card.innerText()).match(/\$[\d,.]+/g) ?? []).map(
    dollars,
  );
  expect(expected).toBeGreaterThanOrEqual(spent);
  expect(low).toBeLessThanOrEqual(expected);
  expect(high).toBeGreaterThanOrEqual(expected);
  await expect(async () => {
    // Cards that arrive later move the mark away from the pointer.
    await page.mouse.move(0, 0);
    await card.getByLabel("How the forecast is made").hover();
    await expect(page.getByRole("tooltip")).toContainText("median of the same weekday", { timeout: 2_000 });
  }).toPass();
});

test("an attribute and a second dimension are part of the address; the sum stays the same", async ({ page }) => {
  await page.goto(`${demo.stack.webUrl}/costs?project=demo&range=${RANGE}`);
  const total = page
    .getByRole("table", { name: "Costs" })
    .getByRole("row", { name: /^Total/ })
    .getByRole("cell")
    .nth(1);
  const spend = await total.innerText();
  await page.getByRole("button", { name: "Then by: nothing else" }).click();
  await page.getByLabel("Any attribute").fill("prompt.version");
  await page.getByRole("button", { name: "gen_ai.prompt.version" }).click();
  await expect(page).toHaveURL(/by=feature,attr:gen_ai\.prompt\.version/);
  await expect(page.getByRole("table", { name: "Costs" })).toContainText("support-copilot / 4");
  await expect(total).toHaveText(spend);
});

test("a range before the data, and one that nothing matches, show what they are, not a zero", async ({ page }) => {
  await page.goto(`${demo.stack.webUrl}/costs?project=demo&range=${FROM_MS - 200 * DAY_MS}-${FROM_MS - 190 * DAY_MS}`);
  await expect(page.getByText("This range is before the data")).toBeVisible();
  await page.goto(`${demo.stack.webUrl}/costs?project=demo&range=${RANGE}&f=feature:nobody`);
  await expect(page.getByText("Nothing in this time range matches the filters.")).toBeVisible();
  await page.goto(`${demo.stack.webUrl}/?project=demo&range=90d`);
  await expect(page.getByText("Partial: the data begins on")).toBeVisible();
});

test("figures and files are what SQL over the spans and their corrections says", async ({ page }) => {
  const { webUrl } = demo.stack;
  await page.goto(`${webUrl}/?project=demo&range=${RANGE}`);
  const headline = await page.getByTestId("headline").innerText();
  await page.goto(`${webUrl}/costs?project=demo&range=${RANGE}&by=tenant`);
  const table = page.getByRole("table", { name: "Costs" });
  await expect(table).toBeVisible();
  const shown = await table
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("td")].slice(0, 2).map((cell) => cell.innerText)),
    );
  const query = `project=demo&range=${RANGE}`;
  const files = Object.fromEntries(
    await Promise.all(
      ["costs", "spend-over-time", "focus", "calls"].map(async (name) => {
        const response = await page.request.get(`${webUrl}/api/export/${name}?${query}&by=tenant&format=parquet`);
        expect(response.ok()).toBe(true);
        return [name, await response.body()] as const;
      }),
    ),
  );
  await demo.stack.stop();

  const store = await createStore({ path: join(demo.dataDir, "clickhouse") });
  try {
    const tenants = await ask(store, spendSql("tenant", ", tenant"));
    const [all = { spend: "", calls: "" }] = await ask(store, spendSql("'' AS tenant", ""));
    expect(headline).toContain(money(all.spend));
    expect(headline).toContain(`${(Number(all.calls) / 1000).toFixed(1)}k`);
    expect(shown.map(([name, spend]) => [name?.trim(), spend])).toEqual(
      tenants.map(({ tenant, spend }) => [tenant, money(spend)]),
    );
    const sums = {
      costs: "sum(cost_usd)",
      "spend-over-time": "sum(cost_usd)",
      focus: "sum(BilledCost)",
      calls: "sumIf(cost_usd, counted = 1 AND billing_state != 'cached')",
    };
    for (const [name, sum] of Object.entries(sums)) {
      const path = join(demo.dataDir, `${name}.parquet`);
      await writeFile(path, files[name] ?? "");
      const [found] = await ask(
        store,
        `SELECT '' AS tenant, toString(${sum}) AS spend, '' AS calls FROM file('${path}', Parquet)`,
      );
      expect(pico(found?.spend ?? "")).toBe(pico(all.spend));
    }
  } finally {
    await store.close();
  }
});

async function overview(page: Page): Promise<void> {
  await page.goto(`${demo.stack.webUrl}/?project=demo&range=7d`);
  await expect(page.getByRole("table", { name: "What changed" })).toBeVisible();
}

/** Written from the definition of a total, apart from the product's own queries: booked spans plus corrections. */
function spendSql(key: string, groupBy: string): string {
  const within = `project = 'demo' AND start_time >= fromUnixTimestamp64Milli(${FROM_MS}) AND start_time < fromUnixTimestamp64Milli(${TO_MS})`;
  return `
SELECT ${key}, toString(sum(amount)) AS spend, toString(sum(n)) AS calls
FROM (
  SELECT tenant, if(billing_state = 'cached', 0, total_cost) AS amount, 1 AS n
  FROM spans WHERE ${within} AND booked = 1 AND role != 'none'
  UNION ALL
  SELECT tenant, if(billing_state = 'cached', 0, total_cost) AS amount, calls AS n
  FROM adjustments WHERE ${within}
)
GROUP BY 1 = 1${groupBy} ORDER BY sum(amount) DESC`;
}

const Sums = z.object({ tenant: z.string(), spend: z.string(), calls: z.string() });

function ask(store: Store, sql: string): Promise<z.output<typeof Sums>[]> {
  return store.query({ sql, schema: Sums });
}

/** A decimal as pico-dollars. */
function pico(decimal: string): bigint {
  const [whole = "0", fraction = ""] = decimal.replace("-", "").split(".");
  const amount = BigInt(whole + fraction.padEnd(24, "0").slice(0, 24));
  return decimal.startsWith("-") ? -amount : amount;
}

function money(decimal: string): string {
  return `$${Number(decimal).toLocaleString("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** "+$1,234.50" as a number. */
function dollars(text: string): number {
  return Number(text.replace("−", "-").replaceAll(/[^\d.-]/g, ""));
}

function cells(csv: string): Record<string, string>[] {
  const [header = [], ...rows] = csv
    .trim()
    .split("\r\n")
    .map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ""])));
}
