import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { createStore } from "@spanledger/clickhouse";
import { z } from "zod";
import { DEMO_TIMEOUT_MS, type DemoStack, startDemo } from "../support/demo-stack.ts";
import { axeViolations, watchErrors } from "../support/page-checks.ts";
import { sendCalls } from "../support/send-calls.ts";
import { ADMIN_KEY, emptyFolder, READ_KEY, startStack } from "../support/stack.ts";

const SECRET = "a signing secret of the journey";

interface Received {
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

let demo: DemoStack;
let receiver: Server;
const received: Received[] = [];
/** What the page said of the budget, to ask the same of SQL when the server is down. */
let shown = { exact: "", fromMs: 0, toMs: 0 };

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(DEMO_TIMEOUT_MS);
  demo = await startDemo({ SPANLEDGER_ALLOW_PRIVATE_TARGETS: "127.0.0.1" });
  receiver = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
});

test.afterAll(async () => {
  await new Promise((resolve) => receiver.close(resolve));
  await demo.dispose();
});

test("a budget from a cost row: prefilled, refused with the API's sentence, previewed, and equal to SQL", async ({
  page,
}) => {
  const errors = watchErrors(page);
  const { webUrl } = demo.stack;
  await page.goto(`${webUrl}/costs?project=demo&by=tenant&range=month`);
  const row = page.getByRole("table", { name: "Costs" }).getByRole("row", { name: /hanse-freight/ });
  await row.hover();
  await row.getByRole("link", { name: "Budget for hanse-freight" }).click();
  const dialog = page.getByRole("dialog", { name: "New budget" });
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("hanse-freight");
  await expect(dialog.getByRole("button", { name: "Remove hanse-freight" })).toBeVisible();

  const sentence = "The amount cannot be negative.";
  await dialog.getByLabel(/^Amount/).fill("-5");
  await dialog.getByRole("button", { name: "Save budget" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(sentence);
  const refused = await page.request.post(`${webUrl}/api/v1/budgets`, {
    headers: { authorization: `Bearer ${ADMIN_KEY}` },
    data: { name: "x", scope: { kind: "project" }, period: { kind: "month" }, amount: "-5" },
  });
  expect(refused.status()).toBe(400);
  expect(await refused.json()).toEqual({ error: { message: sentence } });

  await dialog.getByLabel(/^Amount/).fill("0.01");
  await expect(dialog.getByTestId("would-have-fired")).toContainText(
    /Would have fired \d+ times|Would have fired once/,
  );
  await dialog.getByRole("button", { name: "Save budget" }).dblclick();
  await expect(dialog).toBeHidden();
  const table = page.getByRole("table", { name: "Budgets" });
  await expect(table.getByRole("row", { name: /hanse-freight/ })).toHaveCount(1);
  await expect(table.getByRole("row", { name: /hanse-freight/ })).toContainText("over the limit");

  await table.getByRole("button", { name: "hanse-freight" }).click();
  const opened = page.getByRole("dialog", { name: "hanse-freight" });
  await opened.getByTestId("budget-spent").locator("span").first().hover();
  const exact = (await page.getByRole("tooltip").innerText()).split(" ")[0] ?? "";
  await expect(opened).toContainText("created by this machine");
  expect(errors).toEqual([]);

  shown = { exact, ...(await periodOf(page, "hanse-freight")) };
});

test("a webhook: its test shows what really happened, and what it got is signed", async ({ page }) => {
  const { webUrl } = demo.stack;
  await page.goto(`${webUrl}/budgets?project=default&tab=channels`);
  await page.getByRole("button", { name: "New channel" }).click();
  const dialog = page.getByRole("dialog", { name: "New channel" });
  await dialog.getByLabel("Name", { exact: true }).fill("Receiver");
  await dialog.getByLabel("Address", { exact: true }).fill("not an address");
  await dialog.getByRole("button", { name: "Save channel" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("The address is a URL that starts with https:// or http://.");
  const { port } = receiver.address() as AddressInfo;
  await dialog.getByLabel("Address", { exact: true }).fill(`http://127.0.0.1:${port}/hook`);
  await dialog.getByLabel("Signing secret").fill(SECRET);
  await dialog.getByRole("button", { name: "Save channel" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Send a test message to Receiver" }).first().click();
  await expect(page.getByRole("status").filter({ hasText: "Delivered" }).first()).toContainText("(204)");
  const [message] = received;
  const { "spanledger-timestamp": timestamp, "spanledger-signature": signature } = message?.headers ?? {};
  const expected = createHmac("sha256", SECRET)
    .update(`${String(timestamp)}.${message?.body ?? ""}`)
    .digest("hex");
  expect(signature).toBe(`v1=${expected}`);

  await page.getByRole("table", { name: "Delivery log" }).getByRole("button", { name: "Send again" }).click();
  await expect.poll(() => received.length).toBeGreaterThan(1);
  expect(received[1]?.headers["idempotency-key"]).toBe(message?.headers["idempotency-key"]);

  await page.getByRole("button", { name: "New channel" }).click();
  await dialog.getByLabel("Name", { exact: true }).fill("Nobody there");
  await dialog.getByLabel("Address", { exact: true }).fill("http://127.0.0.1:1/hook");
  await dialog.getByRole("button", { name: "Save channel" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Send a test message to Nobody there" }).first().click();
  await expect(
    page.getByRole("status").filter({ hasText: "Not delivered, will be tried again" }).first(),
  ).toBeVisible();
  expect(await page.content()).not.toContain(SECRET);
});

test("a spend crosses a threshold: told in seconds, in the timeline with its calls, and who set it is in the history", async ({
  page,
}) => {
  const { webUrl, ingestUrl } = demo.stack;
  await page.goto(`${webUrl}/budgets?project=default`);
  await page.getByRole("button", { name: "New budget" }).click();
  const dialog = page.getByRole("dialog", { name: "New budget" });
  await dialog.getByLabel("Name", { exact: true }).fill("Each tenant");
  await dialog.getByLabel("About").selectOption("each");
  await dialog.getByLabel(/^Amount/).fill("1");
  await dialog.getByRole("button", { name: "Save budget" }).click();
  await expect(dialog).toBeHidden();
  const before = received.length;
  await sendCalls(ingestUrl, "json", [{ tenant: "acme", model: "gpt-4o", inputTokens: 400_000, outputTokens: 10_000 }]);
  await expect.poll(() => received.length, { timeout: 12_000 }).toBeGreaterThan(before);
  expect(received.at(-1)?.body).toContain("Each tenant");

  await page.getByRole("radio", { name: "Alerts" }).click();
  const event = page.getByRole("listitem").filter({ hasText: 'Budget "Each tenant" reached 100 %: tenant acme' });
  await expect(event).toBeVisible();
  await event.getByRole("link", { name: "The calls behind it" }).click();
  await expect(page).toHaveURL(/\/traces\?.*tenant/);
  await expect(page.getByText("gpt-4o").first()).toBeVisible();
  await page.goto(`${webUrl}/?project=default`);
  await expect(page.getByRole("region", { name: "Spend against budgets" })).toContainText("Each tenant: acme");
  await expect(page.getByRole("region", { name: "Open alerts" })).toContainText("Each tenant");
  await page.goto(`${webUrl}/settings/history?project=default&kind=budget`);
  await expect(
    page.getByRole("table", { name: "History of settings" }).getByRole("row", { name: /Each tenant/ }),
  ).toContainText("this machine");
});

test("an alert is made, muted and unmuted", async ({ page }) => {
  await page.goto(`${demo.stack.webUrl}/budgets?project=default&tab=alerts`);
  await page.getByRole("button", { name: "New alert" }).click();
  const dialog = page.getByRole("dialog", { name: "New alert" });
  await dialog.getByLabel("Name", { exact: true }).fill("Calls of an hour");
  await dialog.getByLabel("Measure").selectOption("calls");
  await dialog.getByRole("button", { name: "Save alert" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("The threshold is a number.");
  await dialog.getByLabel("Threshold").fill("0.5");
  await dialog.getByRole("button", { name: "Save alert" }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole("table", { name: "Alerts" }).getByRole("row", { name: /Calls of an hour/ });
  await expect(row).toContainText("Calls above 0.5 calls, over 1 h");
  await expect(row).toContainText("firing", { timeout: 30_000 });
  await row.getByRole("button", { name: "Mute for 4 h" }).click();
  await expect(row).toContainText("muted until");
  await row.getByRole("button", { name: "Unmute" }).click();
  await expect(row).not.toContainText("muted until");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`every tab, form and the history are accessible, ${colorScheme}, also on a phone`, async ({ browser }) => {
    test.setTimeout(120_000);
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    const errors = watchErrors(page);
    const paths = ["/budgets?", "/budgets?edit=new&", "/budgets?tab=alerts&", "/budgets?tab=alerts&edit=new&"];
    for (const path of [...paths, "/budgets?tab=channels&", "/settings/history?"]) {
      await page.goto(`${demo.stack.webUrl}${path}project=default`);
      await expect(page.locator(".skeleton")).toHaveCount(0);
      expect(await axeViolations(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, path).toBeLessThanOrEqual(390);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    expect(errors).toEqual([]);
    await context.close();
  });
}

test("the spend of the budget is what SQL over the spans and their corrections says", async () => {
  await demo.stack.stop();
  const store = await createStore({ path: join(demo.dataDir, "clickhouse") });
  const { fromMs, toMs, exact } = shown;
  const within = `project = 'demo' AND tenant = 'hanse-freight' AND start_time >= fromUnixTimestamp64Milli(${fromMs}) AND start_time < fromUnixTimestamp64Milli(${toMs})`;
  try {
    const [row] = await store.query({
      sql: `SELECT toString(sum(amount)) AS spend FROM (
        SELECT if(billing_state = 'cached', 0, total_cost) AS amount FROM spans WHERE ${within} AND booked = 1 AND role != 'none'
        UNION ALL
        SELECT if(billing_state = 'cached', 0, total_cost) AS amount FROM adjustments WHERE ${within})`,
      schema: z.object({ spend: z.string() }),
    });
    expect(exact).not.toBe("");
    expect(Number(row?.spend)).toBeGreaterThan(0);
    expect(pico(exact)).toBe(pico(row?.spend ?? ""));
  } finally {
    await store.close();
  }
});

test("a read key sees everything, no button, and a sentence why", async ({ page }) => {
  const folder = await emptyFolder();
  const stack = await startStack({ dataDir: folder.path, env: { SPANLEDGER_HOST: "0.0.0.0" } });
  try {
    const webUrl = `http://127.0.0.1:${new URL(stack.webUrl).port}`;
    await page.goto(`${webUrl}/budgets`);
    await page.getByLabel("Read or admin key").fill(READ_KEY);
    await page.getByRole("button", { name: "Sign in" }).click();
    for (const tab of ["budgets", "alerts", "channels"]) {
      await page.goto(`${webUrl}/budgets?project=default&tab=${tab}&edit=new`);
      await expect(page.getByText("You are signed in with a read key.")).toBeVisible();
      await expect(page.locator(".skeleton")).toHaveCount(0);
      await expect(page.getByRole("button", { name: /^New / })).toHaveCount(0);
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
  } finally {
    await stack.stop();
    await folder.remove();
  }
});

const Listed = z.array(z.object({ name: z.string(), fromMs: z.number(), toMs: z.number() }));

/** The running period of a budget, as the page has it. */
async function periodOf(page: Page, name: string): Promise<{ fromMs: number; toMs: number }> {
  const input = encodeURIComponent(JSON.stringify({ project: "demo" }));
  const response = await page.request.get(`${demo.stack.webUrl}/api/trpc/budgets.list?input=${input}`);
  const { result } = (await response.json()) as { result: { data: unknown } };
  const found = Listed.parse(result.data).find((row) => row.name === name);
  if (found === undefined) throw new Error(`There is no budget ${name}`);
  return found;
}

/** A decimal as 10^-24 dollars. */
function pico(decimal: string): bigint {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(whole + fraction.padEnd(24, "0").slice(0, 24));
}
