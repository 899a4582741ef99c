import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { buildServer } from "./ingest/build-server.ts";
import { serverEnv } from "./ingest/env.ts";
import { printReport, type Generated, type Served } from "./ingest/report.ts";
import { readSettings } from "./ingest/settings.ts";

// HTTP to queryable: `npx tsx ingest.ts --seconds 10 --connections 32 --encoding protobuf|json --gzip`
const settings = readSettings(process.argv.slice(2));
const execArgv = settings.profile === "" ? [] : ["--cpu-prof", `--cpu-prof-dir=${settings.profile}`];
const server = fork(buildServer(), { execArgv, env: serverEnv });
const { port, key } = await answer<{ port: number; key: string }>(server, "ready");
const generator = fork(join(import.meta.dirname, "ingest/generator.ts"), [String(port), key, ...process.argv.slice(2)]);
const done = answer<Generated>(generator, "done");
await answer(generator, "warm");
const before = await ask<{ cpu: NodeJS.CpuUsage }>(server, "mark", "marked");
const generated = await done;
const after = await ask<{ cpu: NodeJS.CpuUsage }>(server, "mark", "marked");
const served = await ask<Served>(server, "finish", "finished");
printReport(settings, { generated, served, before: before.cpu, after: after.cpu });

async function ask<Reply>(child: ChildProcess, question: string, reply: string): Promise<Reply> {
  const waiting = answer<Reply>(child, reply);
  child.send({ kind: question });
  return waiting;
}

async function answer<Reply>(child: ChildProcess, kind: string): Promise<Reply> {
  for (;;) {
    const [message] = (await Promise.race([once(child, "message"), once(child, "exit").then(gone)])) as [
      Reply & { kind: string },
    ];
    if (message.kind === kind) return message;
  }
}

function gone(): never {
  throw new Error("a process of the benchmark ended early");
}
