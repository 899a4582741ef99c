import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { createStore } from "@spanledger/clickhouse";
import { z } from "zod";
import { axeViolations } from "../support/axe-violations.ts";
import { DEMO_TIMEOUT_MS, type DemoStack, startDemo } from "../support/demo-stack.ts";
import { openGuardStream } from "../support/guard-stream.ts";
import { sendSpans } from "../support/send-spans.ts";
import { watchErrors } from "../support/watch-errors.ts";

const OPEN = "0af7651916cd43dd8448eb211c80319c";
const LOOP = "0af7651916cd43dd8448eb211c80319d";

let demo: DemoStack;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(DEMO_TIMEOUT_MS);
  demo = await startDemo();
});

test.afterAll(() => demo.dispose());

const at = (page: Page, query: string) => page.goto(`${demo.stack.webUrl}/agents?${query}`);
const rows = (page: Page, table: string) => page.getByRole("table", { name: table, exact: true }).locator("tbody tr");

/** An agent that is in the middle of its work: its root has not arrived. */
function steps(traceId: string, tools: number) {
  const nowMs = Date.now();
  const ids = { traceId, parentSpanId: "00f067aa0ba902b7" };
  const model = { "gen_ai.request.model": "gpt-4o", "gen_ai.provider.name": "openai", "feature.name": "night-report" };
  const calls = [1, 2, 3].map((n) => ({
    ...ids,
    spanId: `b7ad6b716920333${n}`,
    name: "chat gpt-4o",
    startMs: nowMs - 20_000 + n * 1_000,
    endMs: nowMs - 19_500 + n * 1_000,
    attributes: {
      ...model,
      "gen_ai.operation.name": "chat",
      "gen_ai.usage.input_tokens": 100_000 * n,
      "gen_ai.usage.output_tokens": 100,
    },
  }));
  const runs = Array.from({ length: tools }, (_, n) => ({
    ...ids,
    spanId: `c7ad6b716920333${n}`,
    name: "execute_tool read_page",
    startMs: nowMs - 15_000 + n * 1_000,
    endMs: nowMs - 14_900 + n * 1_000,
    attributes: {
      "feature.name": "night-report",
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "read_page",
      "gen_ai.tool.call.arguments": '{"page":1}',
      "gen_ai.tool.call.result": '{"rows":[1,2,3]}',
    },
  }));
  return [...calls, ...runs];
}

test("last night's runaway: from the Overview to the steps that prove it", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(`${demo.stack.webUrl}/?project=demo`);
  const card = page.getByRole("region", { name: "Runaway agents" });
  await expect(card).toContainText("0 open1 halted in the last 7 days");
  await card.getByRole("link", { name: /^search_orders called 6 times with the same arguments/ }).click();
  const dialog = page.getByRole("dialog", { name: "Evidence" });
  await expect(dialog.getByRole("list", { name: "Reasons" }).getByRole("listitem")).toHaveCount(3);
  await expect(dialog.getByRole("region", { name: "What happened" })).toContainText("halted by the breaker in the app");
  await expect(dialog.getByRole("region", { name: "Timeline" }).getByRole("listitem")).toHaveCount(83);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\/agents\?(?!.*trace=)/);
  await expect(rows(page, "Runaways")).toHaveCount(1);
  await rows(page, "Runaways")
    .getByRole("button", { name: /^Evidence/ })
    .click();
  await dialog.getByRole("link", { name: "search_orders" }).first().click();
  await expect(page).toHaveURL(/\/traces\/[0-9a-f]{32}\?.*span=/);
  expect(errors).toEqual([]);
});

test("halts an open trace: the stream says so within two seconds, and its release too", async ({ page, context }) => {
  await sendSpans(demo.stack.ingestUrl, steps(OPEN, 0));
  await at(page, "project=default");
  const row = rows(page, "Running now").filter({ hasText: "night-report" });
  await expect(row).toContainText("$1.50");
  const late = await context.newPage();
  await late.goto(page.url());
  const lateHalt = rows(late, "Running now").getByRole("button", { name: /^Halt/ });
  await expect(lateHalt).toBeVisible();
  // Its figures stay as they are.
  await late.route(/agents[.]open/, () => undefined);

  const stream = await openGuardStream(demo.stack.ingestUrl);
  await row.getByRole("button", { name: /^Halt/ }).click();
  // The first click also loads what halting needs.
  expect((await stream.wait("halt", OPEN, 15_000)).data).toMatchObject({ action: "block", rule: "manual" });
  await expect(rows(page, "Runaways").filter({ hasText: "night-report" })).toContainText(
    /halted\s*by somebody on this machine/,
  );
  // A window that has not seen it: nothing is halted twice.
  await lateHalt.click();
  await expect(late.getByText(/^It was already halted by somebody on this machine at /)).toBeVisible();

  await row.getByRole("button", { name: /^Release/ }).click();
  await stream.wait("release", OPEN, 15_000);
  await expect(rows(page, "Runaways").filter({ hasText: "night-report" })).toContainText("released");
  stream.close();

  await expect(row).toContainText("released");
  const again = await openGuardStream(demo.stack.ingestUrl);
  const clickedMs = Date.now();
  await row.getByRole("button", { name: /^Halt/ }).click();
  expect((await again.wait("halt", OPEN, 2_000)).atMs - clickedMs).toBeLessThan(2_000);
  again.close();
});

test("thresholds: wrong input is explained, the replay finds what a lower limit would, and saving holds for new traces", async ({
  page,
}) => {
  await at(page, "project=default&limits=night-report");
  const form = page.getByRole("region", { name: "Thresholds" });
  await form.getByLabel("Same call", { exact: true }).fill("1");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByRole("alert")).toHaveText(
    '"same_calls" is not a limit: write a whole number from 2 on, or null to switch the rule off.',
  );
  await form.getByLabel("Same call", { exact: true }).fill("3");
  await form.getByLabel("Cost, US dollars").fill("1.00");
  await form.getByRole("button", { name: "Try on the last 7 days" }).click();
  const replay = form.getByRole("region", { name: "Replay" });
  await expect(replay).toContainText("Would have found 1 in the last 7 days, here it is");
  await expect(replay).toContainText("Looked at the one trace of night-report with three steps or more: 3 of 3 steps.");
  await expect(replay.getByRole("listitem")).toContainText("new");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved. Open traces have it within a second.")).toBeVisible();
  await page.reload();
  await expect(form.getByLabel("Same call", { exact: true })).toHaveValue("3");
  await sendSpans(demo.stack.ingestUrl, steps(LOOP, 4));
  // Halted by hand before, and found now.
  await expect(rows(page, "Runaways").filter({ hasText: "night-report" })).toHaveCount(2);
});

test("the states: nothing found, a question that fails, a reader", async ({ page }) => {
  await at(page, "project=demo&range=15m");
  await page.route("**/api/trpc/**", (route) => route.abort("timedout"));
  await page
    .getByRole("button", { name: /Try again/ })
    .first()
    .waitFor({ state: "visible", timeout: 20_000 });
  await expect(page.getByText("Could not load the open traces")).toBeVisible();
  await page.unroute("**/api/trpc/**");
  await at(page, `project=demo&range=${Date.UTC(2026, 0, 1)}-${Date.UTC(2026, 0, 2)}`);
  await expect(page.getByText("No runaway was found in this time range")).toBeVisible();
  await expect(page.getByText("Nothing is running")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`has nothing that WCAG 2.2 AA forbids, ${colorScheme}, wide and narrow`, async ({ browser }) => {
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      const context = await browser.newContext({ colorScheme, viewport });
      const page = await context.newPage();
      const errors = watchErrors(page);
      for (const query of ["project=demo", "project=default"]) {
        await at(page, query);
        await expect(page.locator(".skeleton")).toHaveCount(0);
        expect(await axeViolations(page)).toEqual([]);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
      await page
        .getByRole("button", { name: /^Evidence/ })
        .locator("visible=true")
        .first()
        .click();
      await expect(
        page.getByRole("dialog", { name: "Evidence" }).getByRole("region", { name: "Timeline" }),
      ).toBeVisible();
      expect(await axeViolations(page)).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    }
  });
}

test("shows the figures that the database has", async ({ page }) => {
  await at(page, "project=demo&currency=USD");
  const href = await rows(page, "Runaways")
    .first()
    .getByRole("button", { name: /^Evidence/ })
    .getAttribute("aria-label");
  const cells = await rows(page, "Runaways").first().locator("td").allInnerTexts();
  const short = href?.split(" ").at(-1) ?? "";
  await demo.stack.stop();
  const store = await createStore({ path: join(demo.dataDir, "clickhouse") });
  try {
    const [row] = await store.query({
      name: "a trace by hand",
      sql: `SELECT toString(sum(total_cost)) AS spent, toString(count()) AS calls,
          toString((SELECT argMax(avoided_usd, (detected_at, rule = 'context_growth')) FROM runaways WHERE project = 'demo')) AS avoided
        FROM spans WHERE project = 'demo' AND booked = 1 AND startsWith(lower(hex(trace_id)), '${short}')`,
      params: {},
      schema: z.record(z.string(), z.string()),
    });
    expect(row?.["calls"]).toBe("41");
    expect(cells[3]).toBe(`$${Number(row?.["spent"]).toFixed(2)}`);
    expect(cells[4]).toBe(`$${Number(row?.["avoided"]).toFixed(2)}`);
  } finally {
    await store.close();
  }
});
