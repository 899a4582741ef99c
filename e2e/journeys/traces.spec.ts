import { createStore, type Store } from "@spanledger/clickhouse";
import { expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import { axeViolations, watchErrors } from "../support/page-checks.ts";
import { emptyFolder, pause, type Stack, startStack } from "../support/stack.ts";

test.describe.configure({ mode: "serial" });

const LOAD_TIMEOUT_MS = 90_000;
const HOUR_MS = 3_600_000;
const toMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
const WINDOW = { fromMs: toMs - 8 * 24 * HOUR_MS, toMs };
const SCOPE = `project=demo&range=${WINDOW.fromMs}-${WINDOW.toMs}`;

let stack: Stack;
let folder: Awaited<ReturnType<typeof emptyFolder>>;
/** What the pages said, checked against the database once the server has let go of it. */
const said: {
  calls?: number;
  sessions?: number;
  spans?: number;
  runaway?: string;
  spend?: string;
  session?: string;
  sessionSpend?: string;
} = {};

test.beforeAll(async () => {
  test.setTimeout(LOAD_TIMEOUT_MS + 60_000);
  folder = await emptyFolder();
  stack = await startStack({ dataDir: folder.path, env: { SPANLEDGER_DEMO: "true" } });
  const deadline = Date.now() + LOAD_TIMEOUT_MS;
  while (!stack.output().includes("demo project is loaded")) {
    if (Date.now() > deadline) throw new Error(`The demo is not loaded:\n${stack.output()}`);
    await pause(200);
  }
});

test.afterAll(async () => {
  await stack.stop();
  await folder.remove();
});

/** Scrolls to the end of the list and returns how many rows its foot counts. */
async function countRows(page: Page, label: string): Promise<number> {
  const table = page.getByRole("table", { name: label });
  const end = page.getByText(/that is all of them/);
  await expect(async () => {
    await table.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    await expect(end).toBeVisible({ timeout: 300 });
  }).toPass({ timeout: 30_000 });
  return Number(/([\d,]+) shown/.exec((await end.textContent()) ?? "")?.[1]?.replaceAll(",", ""));
}

test("a search by cost lists every call of that cost, page after page", async ({ page }) => {
  await page.goto(`${stack.webUrl}/traces?${SCOPE}&cost=0.04..`);
  await expect(page.getByRole("group", { name: "Search: Cost ≥ 0.04" })).toBeVisible();
  said.calls = await countRows(page, "Calls");
  expect(said.calls).toBeGreaterThan(100);
  // Only the rows in view exist.
  expect(await page.getByRole("table", { name: "Calls" }).getByRole("row").count()).toBeLessThan(80);
});

test("from the failed agent run to its trace, its path, messages, tools and agents", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(`${stack.webUrl}/traces?${SCOPE}`);
  const box = page.getByRole("combobox", { name: "Search calls" });
  await box.fill("invoke_agent onboarding-agent");
  await page.getByRole("option", { name: /Name contains/ }).click();
  await expect(page).toHaveURL(/q=invoke_agent/);
  await page.getByRole("radio", { name: "Failed" }).click();
  const row = page.getByRole("table", { name: "Calls" }).getByRole("row").nth(1);
  await expect(row).toContainText("failed");
  await page.keyboard.press("j");
  await expect(row).toHaveAttribute("data-focused", "true");
  await page.keyboard.press("Escape");
  await expect(row).not.toHaveAttribute("data-focused", "true");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/traces\/[0-9a-f]{32}/);
  said.runaway = /traces\/([0-9a-f]{32})/.exec(page.url())?.[1] ?? "";
  const figures = page.locator("dl").first();
  await expect(figures).toContainText("83 spans");
  said.spans = Number.parseInt((await figures.getByText(/^\d+ spans$/).textContent()) ?? "");
  said.spend =
    (await figures
      .getByText(/^\$[\d.,]+$/)
      .first()
      .textContent()) ?? "";
  await page.getByRole("checkbox", { name: "Critical path" }).check();
  await expect(page).toHaveURL(/path=true/);
  await page
    .getByRole("treeitem", { name: /search_orders/ })
    .first()
    .click();
  await page.getByRole("radio", { name: "Messages" }).click();
  await expect(page.getByRole("region", { name: "Tool arguments" })).toContainText("status");
  await page.getByRole("radio", { name: "Agents and tools" }).click();
  await expect(page.getByRole("img", { name: /agents, tools and models/ })).toBeVisible();
  const tool = page.getByRole("row", { name: /search_orders/ });
  await expect(tool).toContainText("41");
  expect(errors).toEqual([]);
});

test("words of a message are found, with what was searched", async ({ page }) => {
  await page.goto(`${stack.webUrl}/traces?${SCOPE}`);
  await page.getByRole("combobox", { name: "Search calls" }).fill("charged twice");
  await page.getByRole("option", { name: /Messages contain/ }).click();
  await expect(page.locator("mark").first()).toHaveText(/charged twice/i);
  await expect(page.getByRole("status").filter({ hasText: "Searched" })).toContainText(
    /Searched [\d,]+ spans, newest first/,
  );
  await page.goto(`${stack.webUrl}/traces?project=demo&range=1h&text=nobody%20ever%20said%20this`);
  await expect(page.getByText("No message has these words")).toBeVisible();
  await expect(page.getByText(/That is the whole range/)).toBeVisible();
});

test("attributes are suggested from what spans carry, and their values too", async ({ page }) => {
  await page.goto(`${stack.webUrl}/traces?${SCOPE}`);
  const box = page.getByRole("combobox", { name: "Search calls" });
  await box.fill("gen_ai.tool.t");
  await page.getByRole("option", { name: "Attribute gen_ai.tool.type=" }).click();
  await expect(box).toHaveValue("gen_ai.tool.type=");
});

test("sessions list what each conversation spent and read as one", async ({ page }) => {
  await page.goto(`${stack.webUrl}/sessions?${SCOPE}&f=feature:contract-review`);
  const row = page.getByRole("table", { name: "Sessions" }).getByRole("row").nth(1);
  said.session = (await row.getByRole("link").textContent()) ?? "";
  said.sessionSpend = (await row.getByText(/^\$/).textContent()) ?? "";
  said.sessions = await countRows(page, "Sessions");
  await page.goto(`${stack.webUrl}/sessions/${said.session}?project=demo`);
  await expect(
    page
      .getByRole("list", { name: /oldest first/ })
      .getByRole("listitem")
      .first(),
  ).toContainText("assistant");
  await expect(page.locator("dl").first()).toContainText(said.sessionSpend);
});

for (const [name, path] of [
  ["a link that is cut off", "/traces/abc?project=demo"],
  ["a trace of nobody", `/traces/${"0".repeat(32)}?project=demo`],
  ["a session of nobody", "/sessions/nobody?project=demo"],
  ["a broken session link", "/sessions/%25E0%25A4%25A?project=demo"],
] as const) {
  test(`${name} says so and leads on`, async ({ page }) => {
    await page.goto(`${stack.webUrl}${path}`);
    await expect(page.getByText(/There is no such (trace|session) in this project/)).toBeVisible();
    await expect(page.getByRole("link", { name: /All (calls|sessions)/ })).toBeVisible();
    await expect(page.getByText("$0.00")).toHaveCount(0);
  });
}

test("an id of another project is as unknown as any other", async ({ page }) => {
  expect(said.runaway).toMatch(/^[0-9a-f]{32}$/);
  const url = new URL("/api/trpc/calls.trace", stack.webUrl);
  url.searchParams.set("input", JSON.stringify({ project: "default", traceId: said.runaway }));
  expect((await page.request.get(url.href)).status()).toBe(404);
});

test("a filter with no rows and a range before the data are no zeros", async ({ page }) => {
  await page.goto(`${stack.webUrl}/traces?${SCOPE}&tokens=999999999..`);
  await expect(page.getByText("No calls in this view")).toBeVisible();
  await page.getByRole("button", { name: "Remove the filters" }).click();
  await expect(page.getByRole("table", { name: "Calls" })).toBeVisible();
  await page.goto(`${stack.webUrl}/traces?project=demo&range=1420070400000-1422748800000`);
  await expect(page.getByText("This range is before the data")).toBeVisible();
});

test("a query that takes too long offers to try again", async ({ page }) => {
  await page.goto(`${stack.webUrl}/traces?${SCOPE}`);
  await expect(page.getByRole("table", { name: "Calls" })).toBeVisible();
  const message = "The question took too long. Try a shorter range or fewer filters.";
  // The answer of the server to another error, with the words and the code of a timeout.
  await page.route(/calls\.byContent/, async (route) => {
    const response = await route.fetch({ url: route.request().url().replaceAll("demo", "nope") });
    const body = (await response.text())
      .replace(/There is no project \\"nope\\"\./, message)
      .replace("NOT_FOUND", "TIMEOUT");
    await route.fulfill({ response, body });
  });
  await page.getByRole("combobox", { name: "Search calls" }).fill("order");
  await page.getByRole("option", { name: /Messages contain/ }).click();
  const alert = page.getByRole("region", { name: "Calls" }).getByRole("alert");
  await expect(alert).toContainText("Could not load the search");
  await expect(alert).toContainText(message);
  await page.unroute(/calls\.byContent/);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.locator("mark").first()).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`calls, trace, session are accessible at both widths (${colorScheme})`, async ({ browser }) => {
    test.setTimeout(150_000);
    const trace = `/traces/${said.runaway}?project=demo`;
    const paths = [
      `/traces?${SCOPE}&text=order`,
      `/traces?${SCOPE}&q=search_orders&took=1..`,
      `${trace}&path=true`,
      `${trace}&tab=messages`,
      `${trace}&tab=attributes`,
      `${trace}&view=agents`,
      `/sessions?${SCOPE}`,
      `/sessions/${said.session}?project=demo`,
    ];
    for (const width of [390, 1440]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      const errors = watchErrors(page);
      for (const path of paths) {
        await page.goto(`${stack.webUrl}${path}`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.locator(".skeleton")).toHaveCount(0);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
        expect(await axeViolations(page), path).toEqual([]);
      }
      expect(errors).toEqual([]);
      await context.close();
    }
  });
}

test("every figure that the pages showed is what the tables hold", async () => {
  await stack.stop();
  const store = await createStore({ path: `${folder.path}/clickhouse` });
  try {
    const within = `project = 'demo' AND start_time >= fromUnixTimestamp64Milli(${WINDOW.fromMs}) AND start_time < fromUnixTimestamp64Milli(${WINDOW.toMs})`;
    const corrected = "(writer, seq) IN (SELECT writer, seq FROM adjustments WHERE project = 'demo')";
    expect(
      await one(store, `SELECT count() FROM adjustments WHERE ${within} AND calls != 0 AND total_cost >= 0.04`),
    ).toBe(0);
    expect(said.calls).toBe(
      await one(
        store,
        `SELECT count() FROM spans WHERE ${within} AND booked = 1 AND role != 'none' AND total_cost >= 0.04 AND billing_state != 'cached' AND NOT ${corrected}`,
      ),
    );
    expect(said.sessions).toBe(
      await one(
        store,
        `SELECT uniqExact(session_id) FROM spans WHERE ${within} AND session_id != '' AND feature = 'contract-review'`,
      ),
    );
    const trace = `project = 'demo' AND lower(hex(trace_id)) = '${said.runaway}'`;
    expect(said.spans).toBe(await one(store, `SELECT count() FROM spans WHERE ${trace}`));
    const sum = (where: string) =>
      one(
        store,
        `SELECT (SELECT sum(total_cost) FROM spans WHERE ${where} AND booked = 1 AND role != 'none' AND billing_state != 'cached') + (SELECT sum(total_cost) FROM adjustments WHERE ${where})`,
      );
    expect(dollars(said.spend)).toBeCloseTo(await sum(trace), 2);
    expect(dollars(said.sessionSpend)).toBeCloseTo(await sum(`project = 'demo' AND session_id = '${said.session}'`), 2);
  } finally {
    await store.close();
  }
});

async function one(store: Store, select: string): Promise<number> {
  const [row] = await store.query({
    sql: `SELECT toString((${select})) AS value`,
    schema: z.object({ value: z.string() }),
  });
  return Number(row?.value);
}

function dollars(text = ""): number {
  return Number(text.replace(/[$,]/g, ""));
}
