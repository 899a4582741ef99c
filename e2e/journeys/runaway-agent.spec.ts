import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { ADMIN_KEY, emptyFolder, INGEST_KEY, pause, startStack, type Stack } from "../support/stack.ts";

const EXAMPLE = fileURLToPath(new URL("../../examples/runaway-agent", import.meta.url));
const RUNS = 10;
const MAX_MS = 2_000;
const HALTED = /^Halted by (\w+) \((\w+)\) (\d+) ms after the first repeat: (\d+) model calls/gm;

test("a looping agent is halted by the platform within 2 s of its first repeat, and by its own limit with no call late", async () => {
  const folder = await emptyFolder();
  const stack = await startStack({ dataDir: folder.path });
  try {
    await blockRunaways(stack);
    const byPlatform = await runExample(stack.ingestUrl, "platform");
    expect(byPlatform.map(({ source }) => source)).toEqual(Array.from({ length: RUNS }, () => "platform"));
    const times = byPlatform.map(({ ms }) => ms).sort((left, right) => left - right);
    console.log(`from the first repeat to the halt by the platform, ms: ${times.join(" ")}`);
    expect(times[Math.ceil(RUNS * 0.95) - 1]).toBeLessThanOrEqual(MAX_MS);
    const byItself = await runExample(stack.ingestUrl, "limits");
    expect(byItself.map(({ source, calls }) => [source, calls])).toEqual(
      Array.from({ length: RUNS }, () => ["limit", 8]),
    );
  } finally {
    await stack.stop();
    await folder.remove();
  }
});

/** A project observes until it is told to block; exporters are told when it changes. */
async function blockRunaways({ webUrl, ingestUrl }: Stack): Promise<void> {
  const answer = await fetch(`${webUrl}/api/v1/guard/limits`, {
    method: "PUT",
    headers: { authorization: `Bearer ${ADMIN_KEY}`, "content-type": "application/json" },
    body: JSON.stringify({ mode: "block" }),
  });
  expect(answer.status).toBe(200);
  const deadline = Date.now() + 20_000;
  while (!(await snapshot(ingestUrl)).includes('"mode":"block"')) {
    if (Date.now() > deadline) throw new Error("The guard stream still says that the project observes after 20 s.");
    await pause(200);
  }
}

/** The first event of the guard stream. */
async function snapshot(ingestUrl: string): Promise<string> {
  const stream = await fetch(`${ingestUrl}/v1/guard/stream`, { headers: { authorization: `Bearer ${INGEST_KEY}` } });
  let text = "";
  for await (const piece of stream.body ?? []) {
    text += Buffer.from(piece).toString();
    if (text.includes("data:") && text.endsWith("\n\n")) break;
  }
  return text;
}

interface Halted {
  readonly source: string;
  readonly ms: number;
  readonly calls: number;
}

async function runExample(ingestUrl: string, guard: string): Promise<readonly Halted[]> {
  const child = spawn("npm", ["start", "--", `--guard=${guard}`, `--runs=${RUNS}`], {
    cwd: EXAMPLE,
    env: { ...process.env, SPANLEDGER_ENDPOINT: ingestUrl, SPANLEDGER_INGEST_KEY: INGEST_KEY },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  await new Promise((resolve) => child.on("close", resolve));
  return [...output.matchAll(HALTED)].map(([, source = "", , ms, calls]) => ({
    source,
    ms: Number(ms),
    calls: Number(calls),
  }));
}
