import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { emptyFolder, pause, startStack } from "../support/stack.ts";

const DAY_MS = 86_400_000;
const FILE = fileURLToPath(new URL("../../docs/screenshots/overview.png", import.meta.url));

test("overview of the demo project", async ({ page }) => {
  const folder = await emptyFolder();
  const stack = await startStack({ dataDir: folder.path, env: { SPANLEDGER_DEMO: "true" } });
  try {
    const deadline = Date.now() + 60_000;
    while (!stack.output().includes("demo project is loaded") && Date.now() < deadline) await pause(200);
    // Two weeks, so that the two before them can be compared with.
    const midnight = Math.ceil(Date.now() / DAY_MS) * DAY_MS;
    await page.goto(`${stack.webUrl}/?project=demo&range=${midnight - 14 * DAY_MS}-${midnight}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator(".skeleton")).toHaveCount(0);
    // Charts draw themselves in.
    await pause(1500);
    await page.screenshot({ path: FILE });
  } finally {
    await stack.stop();
    await folder.remove();
  }
});
