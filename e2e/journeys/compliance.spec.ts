import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { createSigner } from "@spanledger/ledger";
import { z } from "zod";
import { DEMO_TIMEOUT_MS, type DemoStack, startDemo } from "../support/demo-stack.ts";

const VERIFY = fileURLToPath(new URL("../../packages/verify/", import.meta.url));
const Logs = z.array(
  z.object({ result: z.object({ data: z.object({ logs: z.array(z.object({ vkeys: z.array(z.string()) })) }) }) }),
);

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
