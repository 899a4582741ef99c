import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { emptyFolder, pause, type Stack, startStack } from "../support/stack.ts";

const PAGES = [
  "/",
  "/costs",
  "/traces",
  "/data-quality",
  "/settings/prices",
  "/settings/keys",
  "/settings/system",
] as const;
const LOAD_TIMEOUT_MS = 90_000;

let stack: Stack;
let removeFolder: () => Promise<void> = () => Promise.resolve();

test.beforeAll(async () => {
  test.setTimeout(LOAD_TIMEOUT_MS + 60_000);
  const folder = await emptyFolder();
  removeFolder = folder.remove;
  stack = await startStack({ dataDir: folder.path, env: { SPANLEDGER_DEMO: "true" } });
  const deadline = Date.now() + LOAD_TIMEOUT_MS;
  while (!stack.output().includes("demo project is loaded")) {
    if (Date.now() > deadline)
      throw new Error(`The demo is not loaded after ${LOAD_TIMEOUT_MS} ms:\n${stack.output()}`);
    await pause(200);
  }
});

test.afterAll(async () => {
  await stack.stop();
  await removeFolder();
});

for (const path of PAGES) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`${path} is accessible, fits a phone and logs no error (${colorScheme})`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width: 390, height: 844 } });
      const page = await context.newPage();
      const errors = watchErrors(page);
      await page.goto(`${stack.webUrl}${path}?project=demo&range=30d`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator(".skeleton")).toHaveCount(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`),
      ).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    });
  }
}

test("the total is the same on Overview, on Costs by tenant and on Costs by model", async ({ page }) => {
  await page.goto(`${stack.webUrl}/?project=demo&range=30d`);
  const spend = await page
    .getByText(/^\$\d[\d,]*\.\d\d$/)
    .first()
    .textContent();
  for (const by of ["tenant", "model", "prompt_version"]) {
    await page.goto(`${stack.webUrl}/costs?project=demo&range=30d&by=${by}`);
    await expect(page.getByRole("table", { name: "Costs" }).getByRole("row", { name: /Total/ })).toContainText(
      spend ?? "no figure",
    );
  }
});

test("the demo tells its story: an unpriced model, a stopped runaway, all of it apart from the user's project", async ({
  page,
}) => {
  await page.goto(`${stack.webUrl}/costs?project=demo&range=30d&by=model`);
  const table = page.getByRole("table", { name: "Costs" });
  await expect(table.getByRole("row", { name: /nordwind-triage-8b/ })).toContainText("no price", { ignoreCase: true });
  await page.goto(`${stack.webUrl}/?project=default`);
  await expect(page.getByText("Listening for the first span")).toBeVisible();
});

function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  return errors;
}
