import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { costsOnceLoaded, read } from "../support/read-api.ts";
import { emptyFolder, INGEST_KEY, startStack } from "../support/stack.ts";

const EXAMPLE = fileURLToPath(new URL("../../examples/openai-app", import.meta.url));

test("the example app needs no key of a provider and its calls land with feature, tenant and prompt version", async () => {
  const folder = await emptyFolder();
  const stack = await startStack({ dataDir: folder.path });
  try {
    expect(await runExample(stack.ingestUrl)).toBe(0);
    // 1,200 input tokens at 0.75 and 150 output tokens at 4.50 USD per million.
    const rows = await costsOnceLoaded(stack.webUrl, 3);
    expect(rows.map((row) => [row.tenant, Number(row.calls), Number(row.cost_usd)])).toEqual([
      ["acme", 2, 0.00315],
      ["globex", 1, 0.001575],
    ]);
    const { data } = await read<Record<string, unknown>>(stack.webUrl, "/api/v1/calls", { limit: "10" });
    expect(data[0]).toMatchObject({
      feature: "support-answers",
      prompt_name: "support/answer",
      prompt_version: "3",
      provider: "openai",
      request_model: "gpt-5.4-mini",
      input_uncached_tokens: 1200,
      output_tokens: 150,
    });
  } finally {
    await stack.stop();
    await folder.remove();
  }
});

function runExample(ingestUrl: string): Promise<number | null> {
  const child = spawn("npm", ["start"], {
    cwd: EXAMPLE,
    stdio: "ignore",
    env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: ingestUrl, SPANLEDGER_INGEST_KEY: INGEST_KEY },
  });
  return new Promise((resolve) => child.on("close", resolve));
}
