import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { axeViolations } from "../support/axe-violations.ts";
import { DEMO_TIMEOUT_MS, type DemoStack, startDemo } from "../support/demo-stack.ts";
import { watchErrors } from "../support/watch-errors.ts";

const PAGES = [
  "/",
  "/costs",
  "/traces",
  "/sessions",
  "/latency",
  "/cache",
  "/data-quality",
  "/budgets",
  "/compliance",
  "/settings/prices",
  "/settings/keys",
  "/settings/system",
] as const;
const MAX_JS_BYTES = 250_000;

let demo: DemoStack;

test.beforeAll(async () => {
  test.setTimeout(DEMO_TIMEOUT_MS);
  demo = await startDemo();
});

test.afterAll(() => demo.dispose());

for (const path of PAGES) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`${path} is accessible, fits a phone and logs no error (${colorScheme})`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width: 390, height: 844 } });
      const page = await context.newPage();
      const errors = watchErrors(page);
      await page.goto(`${demo.stack.webUrl}${path}?project=demo&range=30d`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator(".skeleton")).toHaveCount(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(await axeViolations(page)).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    });
  }
}

test("the total is the same on Overview, on Costs by tenant and on Costs by model", async ({ page }) => {
  await page.goto(`${demo.stack.webUrl}/?project=demo&range=30d`);
  const spend = await page
    .getByText(/^\$\d[\d,]*\.\d\d$/)
    .first()
    .textContent();
  for (const by of ["tenant", "model", "prompt_version"]) {
    await page.goto(`${demo.stack.webUrl}/costs?project=demo&range=30d&by=${by}`);
    await expect(page.getByRole("table", { name: "Costs" }).getByRole("row", { name: /Total/ })).toContainText(
      spend ?? "no figure",
    );
  }
});

test("the demo tells its story: an unpriced model, a stopped runaway, all of it apart from the user's project", async ({
  page,
}) => {
  await page.goto(`${demo.stack.webUrl}/costs?project=demo&range=30d&by=model`);
  const table = page.getByRole("table", { name: "Costs" });
  await expect(table.getByRole("row", { name: /nordwind-triage-8b/ })).toContainText("no price", { ignoreCase: true });
  await page.goto(`${demo.stack.webUrl}/?project=default`);
  await expect(page.getByText("Listening for the first span")).toBeVisible();
});

test("the page of components is not there unless it is asked for", async ({ page }) => {
  expect((await page.goto(`${demo.stack.webUrl}/dev/components`))?.status()).toBe(404);
});

for (const path of PAGES) {
  test(`${path} loads at most 250 kB of gzipped JavaScript before it works`, async ({ request }) => {
    const html = await (await request.get(`${demo.stack.webUrl}${path}?project=demo&range=30d`)).text();
    const tags = [...html.matchAll(/<script[^>]+src="([^"]+\.js[^"]*)"[^>]*>/g)];
    // What only browsers without modules load is not loaded by any that Spanledger supports.
    const scripts = new Set(tags.filter(([tag]) => !/nomodule/i.test(tag)).map(([, src]) => src ?? ""));
    expect(scripts.size).toBeGreaterThan(3);
    const sizes = await Promise.all(
      [...scripts].map(
        async (src) => gzipSync(await (await request.get(new URL(src, demo.stack.webUrl).href)).body()).length,
      ),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MAX_JS_BYTES);
  });
}
