import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { createStore } from "@spanledger/clickhouse";
import { createSigner } from "@spanledger/ledger";
import { z } from "zod";
import { DEMO_TIMEOUT_MS, type DemoStack, startDemo } from "../support/demo-stack.ts";
import { axeViolations, watchErrors } from "../support/page-checks.ts";

const VERIFY = fileURLToPath(new URL("../../packages/verify/", import.meta.url));
const Logs = z.array(
  z.object({ result: z.object({ data: z.object({ logs: z.array(z.object({ vkeys: z.array(z.string()) })) }) }) }),
);

/** Of the tenant that the demo always has calls of. */
const USER = "hanse-freight-u1";

let demo: DemoStack;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(DEMO_TIMEOUT_MS);
  if (!existsSync(join(VERIFY, "dist/main.mjs"))) execFileSync("npx", ["tsdown"], { cwd: VERIFY });
  demo = await startDemo();
});

test.afterAll(() => demo.dispose());

test("an export is ordered, downloaded, and passes the auditor's verifier", async ({ page }, { outputDir }) => {
  test.setTimeout(180_000);
  const path = await exportTo(page, join(outputDir, "before.zip"));
  expect(await verified(page, path)).toBe(0);
});

test("the logs are verified at the push of a button", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(`${demo.stack.webUrl}/compliance?project=demo`);
  await page.getByRole("button", { name: "Verify now" }).click();
  await expect(page.getByText(/records checked against storage/).first()).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText("does not match")).toHaveCount(0);
});

test("a user is erased, and an export still passes", async ({ page }, { outputDir }) => {
  test.setTimeout(240_000);
  await page.goto(`${demo.stack.webUrl}/compliance?project=demo`);
  await page.getByLabel("Id", { exact: true }).fill(USER);
  await page.getByRole("button", { name: "Erase…" }).click();
  await page.getByRole("button", { name: "Erase for good" }).click();
  const requests = page.getByRole("table", { name: "Erasure requests" });
  await expect(requests.getByText("done", { exact: true })).toBeVisible({ timeout: 120_000 });
  const [texts] = await requests
    .getByRole("row")
    .nth(1)
    .getByRole("cell")
    .filter({ hasText: /^[\d,]+$/ })
    .allTextContents();
  expect(Number(texts?.replaceAll(",", ""))).toBeGreaterThan(0);
  await expect(requests.getByText("nothing", { exact: true })).toBeVisible();
  const path = await exportTo(page, join(outputDir, "after.zip"));
  expect(await verified(page, path)).toBe(0);
});

for (const theme of ["light", "dark"] as const) {
  test(`the page has no barrier and no error, ${theme}`, async ({ page }) => {
    const errors = watchErrors(page);
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(`${demo.stack.webUrl}/compliance?project=demo`);
    await expect(page.getByRole("table", { name: "Evidence by duty" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Record keeping" }).getByLabel("You are")).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
}

test("the records of the logs are as many as the spans that are logged", async () => {
  await demo.stack.stop();
  const store = await createStore({ path: join(demo.dataDir, "clickhouse") });
  const [counts] = await store.query({
    sql: `SELECT (SELECT toString(count()) FROM ledger_entries WHERE project = 'demo' AND kind = 'observation') AS records,
      (SELECT toString(count()) FROM spans WHERE project = 'demo' AND (role != 'none'
        OR operation NOT IN ('', 'other', 'prompt', 'chain', 'handoff', 'fetch_response'))) AS spans,
      (SELECT toString(sum(JSONExtractUInt(body, 'usage', 'out'))) FROM ledger_entries WHERE project = 'demo' AND kind = 'observation') AS said,
      (SELECT toString(sum(output_tokens)) FROM spans WHERE project = 'demo') AS stored`,
    schema: z.record(z.string(), z.string()),
  });
  await store.close();
  expect(counts?.["records"]).toBe(counts?.["spans"]);
  expect(counts?.["said"]).toBe(counts?.["stored"]);
});

async function exportTo(page: Page, path: string): Promise<string> {
  await page.goto(`${demo.stack.webUrl}/compliance?project=demo`);
  const ready = page.getByRole("region", { name: "Past exports" }).getByRole("link", { name: "Download" });
  await expect(page.getByRole("button", { name: "Make the export" })).toBeEnabled();
  await expect(
    page.getByRole("table", { name: "Exports" }).or(page.getByText("No export was made yet.")),
  ).toBeVisible();
  const before = await ready.count();
  await page.getByRole("button", { name: "Make the export" }).click();
  await expect(ready).toHaveCount(before + 1, { timeout: 90_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), ready.first().click()]);
  await download.saveAs(path);
  expect(statSync(path).size).toBeGreaterThan(1_000);
  return path;
}

/** Exit code of the CLI, with the keys that the page shows and the one that signs manifests. */
async function verified(page: Page, path: string): Promise<number | null> {
  const input = encodeURIComponent(JSON.stringify({ 0: { project: "demo" } }));
  const answer = await page.request.get(`${demo.stack.webUrl}/api/trpc/compliance.logs?batch=1&input=${input}`);
  const logs = Logs.parse(await answer.json()).flatMap(({ result }) => result.data.logs);
  const own = createSigner(readFileSync(join(demo.dataDir, "exports/signing.key"), "utf8")).key.vkey;
  const keys = [own, ...logs.flatMap(({ vkeys }) => vkeys)].flatMap((vkey) => ["--key", vkey]);
  const ran = spawnSync(process.execPath, [join(VERIFY, "dist/main.mjs"), path, ...keys], { encoding: "utf8" });
  if (ran.status !== 0) console.log(ran.stdout, ran.stderr);
  return ran.status;
}
