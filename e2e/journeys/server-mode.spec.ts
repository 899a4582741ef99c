import { expect, test } from "@playwright/test";
import { createHttpFront } from "@spanledger/clickhouse/testing";
import { costsOnceLoaded } from "../support/read-api.ts";
import { sendCalls } from "../support/send-calls.ts";
import { emptyFolder, startStack } from "../support/stack.ts";

test("ingest and dashboard run as two processes on one ClickHouse server", async () => {
  const folders = await Promise.all([emptyFolder(), emptyFolder(), emptyFolder()]);
  const [database, ingestData, webData] = folders;
  const front = await createHttpFront({ path: database?.path ?? "" });
  const env = { SPANLEDGER_CLICKHOUSE_URL: front.url };
  try {
    const ingest = await startStack({ command: "ingest", dataDir: ingestData?.path ?? "", env });
    const web = await startStack({ command: "web", dataDir: webData?.path ?? "", env });
    await sendCalls(ingest.ingestUrl, "protobuf", [{ tenant: "acme", inputTokens: 1_000_000, outputTokens: 0 }]);
    const rows = await costsOnceLoaded(web.webUrl, 1);
    expect(rows).toMatchObject([{ tenant: "acme", unpriced_calls: 0 }]);
    expect(Number(rows[0]?.cost_usd)).toBe(0.15);
    expect((await fetch(`${web.webUrl}/readyz`)).status).toBe(200);
    expect(await ingest.stop()).toBe(0);
    expect(await web.stop()).toBe(0);
  } finally {
    await front.close();
    for (const folder of folders) await folder.remove();
  }
});

test("readiness fails while the ClickHouse server is away, and liveness does not", async () => {
  const folder = await emptyFolder();
  const database = await emptyFolder();
  const front = await createHttpFront({ path: database.path });
  const web = await startStack({ command: "web", dataDir: folder.path, env: { SPANLEDGER_CLICKHOUSE_URL: front.url } });
  try {
    expect((await fetch(`${web.webUrl}/readyz`)).status).toBe(200);
    await front.close();
    expect((await fetch(`${web.webUrl}/readyz`)).status).toBe(503);
    expect((await fetch(`${web.webUrl}/healthz`)).status).toBe(200);
  } finally {
    await web.stop();
    await folder.remove();
    await database.remove();
  }
});
