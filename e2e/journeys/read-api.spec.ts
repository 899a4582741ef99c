import { expect, test } from "@playwright/test";
import { costsOnceLoaded, read } from "../support/read-api.ts";
import { sendCalls } from "../support/send-calls.ts";
import { emptyFolder, INGEST_KEY, type Stack, startStack } from "../support/stack.ts";

const CALLS = [
  { tenant: "acme", feature: "search", inputTokens: 1000, outputTokens: 10 },
  { tenant: "acme", feature: "drafts", inputTokens: 2000, outputTokens: 20 },
  { tenant: "globex", feature: "search", model: "nobody-knows-this-1", inputTokens: 3000, outputTokens: 30 },
];

let stack: Stack;
let removeFolder: () => Promise<void> = () => Promise.resolve();

test.beforeAll(async () => {
  const folder = await emptyFolder();
  removeFolder = folder.remove;
  stack = await startStack({ dataDir: folder.path });
  await sendCalls(stack.ingestUrl, "protobuf", CALLS);
  await costsOnceLoaded(stack.webUrl, CALLS.length);
});

test.afterAll(async () => {
  await stack.stop();
  await removeFolder();
});

test("sums per group are exact decimals, and a cost nobody knows is null", async () => {
  const rows = await costsOnceLoaded(stack.webUrl, CALLS.length, "tenant,feature");
  const costs = rows.map(({ tenant, feature, cost_usd, unpriced_calls }) => ({
    tenant,
    feature,
    cost_usd,
    unpriced_calls: Number(unpriced_calls),
  }));
  expect(costs.find((row) => row.feature === "drafts")?.cost_usd).toMatch(/^0\.0003120*$/);
  expect(costs.find((row) => row.tenant === "acme" && row.feature === "search")?.cost_usd).toMatch(/^0\.0001560*$/);
  expect(costs.find((row) => row.tenant === "globex")).toMatchObject({ cost_usd: null, unpriced_calls: 1 });
});

test("the cursor leads through every call once", async () => {
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: { data: readonly { span_id: string }[]; next_cursor: string | null } = await read(
      stack.webUrl,
      "/api/v1/calls",
      { limit: "1", ...(cursor === "" ? {} : { cursor }) },
    );
    seen.push(...page.data.map((row) => row.span_id));
    cursor = page.next_cursor;
    expect(seen.length).toBeLessThanOrEqual(CALLS.length);
  }
  expect(new Set(seen).size).toBe(CALLS.length);
});

test("no key is 401, and a key that may only send is refused", async () => {
  const url = `${stack.webUrl}/api/v1/costs`;
  expect((await fetch(url)).status).toBe(401);
  expect((await fetch(url, { headers: { authorization: `Bearer ${INGEST_KEY}` } })).status).toBe(403);
});
