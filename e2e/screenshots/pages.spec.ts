import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { DEMO_TIMEOUT_MS, type DemoStack, startDemo } from "../support/demo-stack.ts";
import { watchErrors } from "../support/watch-errors.ts";
import { PAGES } from "./pages.ts";

const DAY_MS = 86_400_000;
const FOLDER = new URL("../../docs/screenshots/", import.meta.url);
const VIEWS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
/** Tables of hundreds of rows go on below. */
const LONGEST = 2400;

let demo: DemoStack;

test.beforeAll(async () => {
  test.setTimeout(DEMO_TIMEOUT_MS);
  demo = await startDemo();
});

test.afterAll(() => demo.dispose());

for (const { name, path, from } of PAGES) {
  for (const viewport of VIEWS) {
    for (const colorScheme of ["light", "dark"] as const) {
      test(`${name} at ${viewport.width} px, ${colorScheme}`, async ({ browser }) => {
        const context = await browser.newContext({ colorScheme, viewport });
        const page = await context.newPage();
        const errors = watchErrors(page);
        const url = new URL(path, demo.stack.webUrl);
        url.searchParams.set("project", "demo");
        // Two weeks, so that the two before them can be compared with.
        const midnight = Math.ceil(Date.now() / DAY_MS) * DAY_MS;
        url.searchParams.set("range", `${midnight - 14 * DAY_MS}-${midnight}`);
        await page.goto(String(url));
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        if (from !== undefined) {
          await page.getByRole("table", { name: from }).getByRole("link").first().click();
          await expect(page).not.toHaveURL(String(url));
          await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        }
        await expect(page.locator(".skeleton")).toHaveCount(0);
        await page.evaluate(() => document.fonts.ready);
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.screenshot({
          path: fileURLToPath(new URL(`${name}-${viewport.width}-${colorScheme}.png`, FOLDER)),
          fullPage: true,
          clip: { x: 0, y: 0, width: viewport.width, height: Math.min(height, LONGEST) },
        });
        expect(errors).toEqual([]);
        await context.close();
      });
    }
  }
}
