import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildServer } from "./ingest/build-server.ts";
import { serverEnv, serverFlags } from "./ingest/env.ts";
import { runOnce } from "./ingest/run-once.ts";
import { readSettings } from "./ingest/settings.ts";
import { toArguments } from "./ingest/to-arguments.ts";

// How long after the answer to the span that crosses a budget its webhook is called, while the ingest has half of the
// load that it can take, or `--rate 1000` spans/s: `npx tsx crossing.ts`. Fails when one of them waits for more than ten seconds.
const CROSSINGS = 10;
const EVERY_MS = 3_000;
const MOST_MS = 10_000;
const WARM_UP_SECONDS = 6;

const server = buildServer();
const full = readSettings(["--seconds", "6", "--warm-up", String(WARM_UP_SECONDS), "--pad", "700", "--evidence"]);
const given = readSettings(process.argv.slice(2));
const rate = given.rate > 0 ? given.rate : await halfOfWhatItTakes();
const waits = await crossings();
waits.sort((left, right) => left - right);
const [median = 0, worst = 0] = [waits[Math.floor(waits.length / 2)], waits.at(-1)];
process.stdout.write(
  `${rate} spans/s: ${CROSSINGS} crossings told after ${median.toFixed(0)} ms (median), ${worst.toFixed(0)} ms (longest)\n`,
);
if (worst > MOST_MS) process.exitCode = 1;

async function halfOfWhatItTakes(): Promise<number> {
  const { generated } = await runOnce(full, server);
  return Math.round(generated.measuredSpans / generated.seconds / 2);
}

async function crossings(): Promise<number[]> {
  const toldAt = new Map<string, number>();
  const receiver = createServer((request, response) => {
    const id = (request.url ?? "").slice(1);
    if (!toldAt.has(id)) toldAt.set(id, performance.now());
    request.resume().on("end", () => response.writeHead(204).end());
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const child = fork(server, ["evidence", hook, String(CROSSINGS)], { execArgv: serverFlags, env: serverEnv });
  const { port, key } = await ready(child);
  const seconds = (CROSSINGS * EVERY_MS + MOST_MS) / 1_000;
  const load = [String(port), key, ...toArguments({ ...full, rate, seconds })];
  const generator = fork(join(import.meta.dirname, "ingest/generator.ts"), load, { execArgv: ["--import", "tsx"] });
  await sleep(WARM_UP_SECONDS * 1_000);
  const sentAt = new Map<string, number>();
  for (let index = 0; index < CROSSINGS; index += 1) {
    const id = `crossing-${index}`;
    await send({ port, key, tenant: id });
    sentAt.set(id, performance.now());
    await sleep(EVERY_MS);
  }
  await once(generator, "exit");
  child.send({ kind: "finish" });
  await once(child, "exit");
  receiver.close();
  return [...sentAt].map(([id, at]) => (toldAt.get(id) ?? Infinity) - at);
}

async function ready(child: ChildProcess): Promise<{ readonly port: number; readonly key: string }> {
  const [message] = (await once(child, "message")) as [{ readonly port: number; readonly key: string }];
  return message;
}

/** A call of 1.50 dollars. */
async function send(to: { readonly port: number; readonly key: string; readonly tenant: string }): Promise<void> {
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const startNs = BigInt(Date.now()) * 1_000_000n;
  const hex = (length: number) => Array.from({ length }, () => Math.floor(Math.random() * 16).toString(16)).join("");
  const span = {
    traceId: hex(32),
    spanId: hex(16),
    name: "chat gpt-4o-mini",
    startTimeUnixNano: String(startNs),
    endTimeUnixNano: String(startNs + 5_000_000n),
    attributes: [
      text("gen_ai.operation.name", "chat"),
      text("gen_ai.provider.name", "openai"),
      text("gen_ai.request.model", "gpt-4o-mini"),
      text("spanledger.tenant.id", to.tenant),
      { key: "gen_ai.usage.input_tokens", value: { intValue: "10000000" } },
      { key: "gen_ai.usage.output_tokens", value: { intValue: "10" } },
    ],
  };
  const response = await fetch(`http://127.0.0.1:${to.port}/v1/traces`, {
    method: "POST",
    headers: { authorization: `Bearer ${to.key}`, "content-type": "application/json" },
    body: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }),
  });
  if (response.status !== 200) throw new Error(`the ingest answered ${response.status}`);
}
