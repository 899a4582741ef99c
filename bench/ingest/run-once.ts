import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { serverEnv, serverFlags } from "./env.ts";
import type { Generated, Measured, Served } from "./report.ts";
import type { BenchSettings } from "./settings.ts";
import { toArguments } from "./to-arguments.ts";

/** One run: a server and a generator, a process each, over empty folders. */
export async function runOnce(settings: BenchSettings, serverPath: string): Promise<Measured> {
  const profile = settings.profile === "" ? [] : ["--cpu-prof", `--cpu-prof-dir=${settings.profile}`];
  const mode = settings.evidence ? [] : ["no-evidence"];
  const server = fork(serverPath, mode, { execArgv: [...serverFlags, ...profile], env: serverEnv });
  const { port, key } = await answer<{ port: number; key: string }>(server, "ready");
  const given = [String(port), key, ...toArguments(settings)];
  const generator = fork(join(import.meta.dirname, "generator.ts"), given, { execArgv: ["--import", "tsx"] });
  const done = answer<Generated>(generator, "done");
  await answer(generator, "warm");
  const before = await ask<{ cpu: NodeJS.CpuUsage }>(server, "mark", "marked");
  const generated = await done;
  const after = await ask<{ cpu: NodeJS.CpuUsage }>(server, "mark", "marked");
  const served = await ask<Served>(server, "finish", "finished");
  return { generated, served, before: before.cpu, after: after.cpu };
}

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
