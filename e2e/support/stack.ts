import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../apps/standalone/dist/main.mjs", import.meta.url));
const START_TIMEOUT_MS = 40_000;

export const INGEST_KEY = "sl_e2eIngestKey000000000000000000";
export const READ_KEY = "sl_e2eReadKey00000000000000000000";
export const ADMIN_KEY = "sl_e2eAdminKey0000000000000000000";

/** A running `spanledger` process. */
export interface Stack {
  readonly webUrl: string;
  readonly ingestUrl: string;
  readonly dataDir: string;
  /** Everything it printed so far. */
  readonly output: () => string;
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** kill -9. */
  kill(): Promise<void>;
}

export interface StackOptions {
  readonly dataDir: string;
  /** `start`, `ingest` or `web`. */
  readonly command?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** An empty data folder and its removal. */
export async function emptyFolder(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "spanledger-e2e-"));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Starts the built server on free ports, without the demo unless asked for, and waits until it says it is ready. */
export async function startStack({ dataDir, command = "start", env = {} }: StackOptions): Promise<Stack> {
  const running = spawnServer([command, "--web-port=0", "--ingest-port=0", `--data-dir=${dataDir}`], {
    SPANLEDGER_DEMO: "false",
    SPANLEDGER_INGEST_KEY: INGEST_KEY,
    SPANLEDGER_READ_KEY: READ_KEY,
    SPANLEDGER_ADMIN_KEY: ADMIN_KEY,
    ...env,
  });
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!running.output().includes("Ready in")) {
    if (running.child.exitCode !== null) throw new Error(`The server stopped at once:\n${running.output()}`);
    if (Date.now() > deadline)
      throw new Error(`The server is not ready after ${START_TIMEOUT_MS} ms:\n${running.output()}`);
    await pause(50);
  }
  return {
    dataDir,
    webUrl: /Dashboard\s+(http:\S+)/.exec(running.output())?.[1] ?? "",
    ingestUrl: /OTLP\/HTTP\s+(http:\/\/[^/\s]+)/.exec(running.output())?.[1] ?? "",
    output: running.output,
    stop: () => running.end("SIGINT"),
    kill: async () => void (await running.end("SIGKILL")),
  };
}

/** Runs the server when it is expected to stop by itself, e.g. because of a wrong setting. */
export async function runToEnd(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; output: string }> {
  const running = spawnServer(args, env);
  const code = await running.ended;
  return { code, output: running.output() };
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly output: () => string;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

function spawnServer(args: readonly string[], env: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      UV_THREADPOOL_SIZE: "16",
      NODE_ENV: "production",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  return { child, ended, output: () => text, end };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
