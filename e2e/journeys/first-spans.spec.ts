import { expect, test } from "@playwright/test";
import { sendCalls } from "../support/send-calls.ts";
import { emptyFolder, startStack } from "../support/stack.ts";

// gpt-4o: 2.50 USD per million input tokens, 10 per million output tokens.
const JSON_CALLS = [
  { tenant: "acme", model: "gpt-4o", inputTokens: 100_000, outputTokens: 20_000 }, // 0.25 + 0.20
  { tenant: "acme", model: "gpt-4o", inputTokens: 60_000, outputTokens: 0 }, // 0.15
];
const PROTOBUF_CALLS = [
  { tenant: "globex", model: "gpt-4o", inputTokens: 120_000, outputTokens: 9_000 }, // 0.30 + 0.09
];

test("from an empty folder to the calls behind a tenant's figure", async ({ page }) => {
  const folder = await emptyFolder();
  const stack = await startStack({ dataDir: folder.path });
  try {
    await page.goto(stack.webUrl);
    await expect(page.getByText("Listening for the first span")).toBeVisible();
    await expect(page.getByText(stack.ingestUrl)).toBeVisible();

    await sendCalls(stack.ingestUrl, "json", JSON_CALLS);
    await sendCalls(stack.ingestUrl, "protobuf", PROTOBUF_CALLS);
    await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();

    await page.getByRole("link", { name: "Costs" }).first().click();
    await page.getByRole("button", { name: "Group by: Feature" }).click();
    await page.getByRole("button", { name: "Tenant", exact: true }).click();
    const table = page.getByRole("table", { name: "Costs" });
    await expect(table.getByRole("row", { name: /acme/ })).toContainText("$0.60");
    await expect(table.getByRole("row", { name: /globex/ })).toContainText("$0.39");
    await expect(table.getByRole("row", { name: /Total/ })).toContainText("$0.99");

    await table.getByRole("row", { name: /acme/ }).click();
    await expect(table.getByRole("row", { name: /globex/ })).toHaveCount(0);
    await page.getByRole("link", { name: "Calls" }).first().click();
    await expect(page.getByRole("heading", { name: "Calls" })).toBeVisible();
    const calls = page.getByRole("table");
    await expect(calls.getByRole("row", { name: /gpt-4o/ })).toHaveCount(JSON_CALLS.length);
    await expect(calls).toContainText("$0.45");
    await expect(calls).toContainText("$0.15");

    const address = page.url();
    await page.goto("about:blank");
    await page.goto(address);
    await expect(page.getByRole("table").getByRole("row", { name: /gpt-4o/ })).toHaveCount(JSON_CALLS.length);
    await expect(page.getByText("globex")).toHaveCount(0);
  } finally {
    await stack.stop();
    await folder.remove();
  }
});
