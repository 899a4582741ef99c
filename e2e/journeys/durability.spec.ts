import { expect, test } from "@playwright/test";
import { costsOnceLoaded, read } from "../support/read-api.ts";
import { sendCalls } from "../support/send-calls.ts";
import { emptyFolder, type Stack, startStack } from "../support/stack.ts";

// gpt-4o-mini: 0.15 USD per million input tokens, 0.60 per million output tokens.
const CALLS = [
  { tenant: "acme", inputTokens: 1000, outputTokens: 500 },
  { tenant: "globex", inputTokens: 2000, outputTokens: 100 },
];
const EXPECTED = [
  { tenant: "acme", cost: 0.00045 },
  { tenant: "globex", cost: 0.00036 },
];

async function expectCosts(stack: Stack): Promise<void> {
  const rows = await costsOnceLoaded(stack.webUrl, CALLS.length);
  expect(
    rows
      .map((row) => ({ tenant: row.tenant, cost: Number(row.cost_usd) }))
      .sort((a, b) => (a.tenant ?? "").localeCompare(b.tenant ?? "")),
  ).toEqual(EXPECTED);
}

test("a restart keeps the data and the ingest key", async () => {
  const folder = await emptyFolder();
  try {
    const first = await startStack({ dataDir: folder.path, env: { SPANLEDGER_INGEST_KEY: "" } });
    const key = /Ingest key\s+(\S+)/.exec(first.output())?.[1] ?? "";
    expect(key).toMatch(/^sl_[0-9A-Za-z]{20,}$/);
    expect(await first.stop()).toBe(0);
    const second = await startStack({ dataDir: folder.path });
    await sendCalls(second.ingestUrl, "protobuf", CALLS);
    expect(await second.stop()).toBe(0);
    const third = await startStack({ dataDir: folder.path, env: { SPANLEDGER_INGEST_KEY: "" } });
    expect(third.output()).toContain(key);
    await expectCosts(third);
    expect(await third.stop()).toBe(0);
  } finally {
    await folder.remove();
  }
});

test("kill -9 right after the answer loses no acknowledged span and counts none twice", async () => {
  const folder = await emptyFolder();
  try {
    const first = await startStack({ dataDir: folder.path });
    await sendCalls(first.ingestUrl, "json", CALLS);
    await first.kill();
    const second = await startStack({ dataDir: folder.path });
    await expectCosts(second);
    const { data } = await read<{ trace_id: string }>(second.webUrl, "/api/v1/calls", { limit: "100" });
    expect(data).toHaveLength(CALLS.length);
    await second.stop();
  } finally {
    await folder.remove();
  }
});
