import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { axeViolations } from "../support/axe-violations.ts";
import { emptyFolder, type Stack, startStack } from "../support/stack.ts";
import { watchErrors } from "../support/watch-errors.ts";

let stack: Stack;
let removeFolder: () => Promise<void> = () => Promise.resolve();

test.beforeAll(async () => {
  const folder = await emptyFolder();
  removeFolder = folder.remove;
  stack = await startStack({ dataDir: folder.path, env: { SPANLEDGER_DEV_PAGES: "1" } });
});

test.afterAll(async () => {
  await stack.stop();
  await removeFolder();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`every part in every state is accessible and fits ${width} px (${colorScheme})`, async ({
      browser,
    }, testInfo) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      const errors = watchErrors(page);
      await page.goto(`${stack.webUrl}/dev/components`);
      await expect(page.getByRole("heading", { level: 1, name: "Components" })).toBeVisible();
      await expect(page.locator(".recharts-surface").first()).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await axeViolations(page)).toEqual([]);
      expect(errors).toEqual([]);
      const path = testInfo.outputPath(`components-${width}-${colorScheme}.png`);
      // Beyond this there are only more rows of the longest table.
      await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height: 4000 } });
      await testInfo.attach("components", { path, contentType: "image/png" });
      await context.close();
    });
  }
}

test("a table of ten thousand rows draws those in view, sorts, hides columns for good and downloads all", async ({
  page,
}) => {
  await page.goto(`${stack.webUrl}/dev/components`);
  const table = page.getByRole("table", { name: "Many rows" });
  await expect(table).toHaveAttribute("aria-rowcount", "10001");
  await table.scrollIntoViewIfNeeded();
  expect(await table.locator("tbody tr").count()).toBeLessThan(100);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect(table.getByText("feature-09999")).toBeVisible();

  const card = page.getByRole("region", { name: "Ten thousand rows" });
  const calls = table.getByRole("columnheader", { name: "Calls" });
  await expect(async () => {
    // Rows that are drawn on the way down move the header from under the pointer.
    if ((await calls.getAttribute("aria-sort")) !== "descending") await calls.getByRole("button").click();
    await expect(calls).toHaveAttribute("aria-sort", "descending", { timeout: 1_000 });
  }).toPass();
  await page.evaluate(() => window.scrollTo(0, 0));
  await table.scrollIntoViewIfNeeded();
  await card.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "No price" }).uncheck();
  await page.keyboard.press("Escape");
  await expect(table.getByRole("columnheader", { name: "No price" })).toHaveCount(0);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    card.getByRole("button", { name: "CSV" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(lines[0]).toBe("Feature,Spend,Calls");
  expect(lines).toHaveLength(10_001);
  const counts = lines.slice(1).map((line) => Number(line.split(",")[2]));
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  const [parquet] = await Promise.all([
    page.waitForEvent("download"),
    card.getByRole("button", { name: "Parquet" }).click(),
  ]);
  expect(parquet.suggestedFilename()).toMatch(/^spanledger-.+\.parquet$/);
  expect((await readFile(await parquet.path())).subarray(-4).toString()).toBe("PAR1");

  await page.reload();
  await expect(table.getByRole("columnheader", { name: "Calls" })).toBeVisible();
  await expect(table.getByRole("columnheader", { name: "No price" })).toHaveCount(0);
});
