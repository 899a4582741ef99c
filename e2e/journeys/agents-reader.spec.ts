import { expect, type Page, test } from "@playwright/test";
import { sendSpans } from "../support/send-spans.ts";
import { emptyFolder, READ_KEY, startStack } from "../support/stack.ts";

const LOOP = "0af7651916cd43dd8448eb211c80319d";
const rows = (page: Page, table: string) => page.getByRole("table", { name: table, exact: true }).locator("tbody tr");

/** An agent that reads one page again and again; its root has not arrived. */
function loop() {
  const nowMs = Date.now();
  return Array.from({ length: 8 }, (_, n) => ({
    traceId: LOOP,
    parentSpanId: "00f067aa0ba902b7",
    spanId: `c7ad6b716920333${n}`,
    name: "execute_tool read_page",
    startMs: nowMs - 15_000 + n * 1_000,
    endMs: nowMs - 14_900 + n * 1_000,
    attributes: {
      "feature.name": "night-report",
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "read_page",
      "gen_ai.tool.call.arguments": '{"page":1}',
      "gen_ai.tool.call.result": '{"rows":[1,2,3]}',
    },
  }));
}

test("a read key sees what runs away, and why it can neither halt it nor change thresholds", async ({ page }) => {
  test.setTimeout(120_000);
  const folder = await emptyFolder();
  const stack = await startStack({ dataDir: folder.path, env: { SPANLEDGER_HOST: "0.0.0.0" } });
  try {
    await sendSpans(`http://127.0.0.1:${new URL(stack.ingestUrl).port}`, loop());
    const webUrl = `http://127.0.0.1:${new URL(stack.webUrl).port}`;
    await page.goto(`${webUrl}/agents`);
    await page.getByLabel("Read or admin key").fill(READ_KEY);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("navigation").first()).toBeVisible();
    await page.goto(`${webUrl}/agents?project=default`);
    await expect(rows(page, "Runaways")).toContainText("read_page called");
    const halts = page.getByRole("button", { name: /^Halt/ });
    await expect(halts.first()).toBeDisabled();
    await expect(halts.first()).toHaveAttribute("title", "This needs an admin key. You are signed in with a read key.");
    for (const halt of await halts.all()) await expect(halt).toBeDisabled();
  } finally {
    await stack.stop();
    await folder.remove();
  }
});
