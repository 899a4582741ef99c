import { expect, test } from "@playwright/test";
import { axeViolations } from "../support/axe-violations.ts";
import { DEMO_TIMEOUT_MS, type DemoStack, startDemo } from "../support/demo-stack.ts";
import { watchErrors } from "../support/watch-errors.ts";

const PAGES = [
  "/",
  "/costs",
  "/traces",
  "/data-quality",
  "/settings/prices",
  "/settings/keys",
  "/settings/system",
] as const;
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
