import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { emptyFolder, pause, startStack } from "../support/stack.ts";

const FILE = fileURLToPath(new URL("../../docs/screenshots/overview.png", import.meta.url));

test("overview of the demo project", async ({ page }) => {
  const folder = await emptyFolder();
  const stack = await startStack({ dataDir: folder.path, env: { SPANLEDGER_DEMO: "true" } });
  try {
    const deadline = Date.now() + 60_000;
    while (!stack.output().includes("demo project is loaded") && Date.now() < deadline) await pause(200);
    await page.goto(`${stack.webUrl}/?project=demo&range=30d`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: FILE });
  } finally {
    await stack.stop();
    await folder.remove();
  }
});
