import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { killRounds } from "./env.ts";
import { otlpBody } from "./otlp-body.ts";
import { sendTraces } from "./send-traces.ts";
import { aDirectory } from "./spool-fixture.ts";

const ROUNDS = Math.max(3, Math.ceil(killRounds / 3));
const SENDERS = 4;
const KEY = "sl_a-fixed-key-for-this-test";

interface Sending {
  /** Bodies that were not answered with 200 yet: a client keeps them and tries again. */
  readonly unanswered: string[];
  sent: number;
  tokens: number;
}

test(
  `kill -9 of the whole ingest, ${ROUNDS} times, with clients that retry: the bill is exact`,
  { timeout: 120_000 + ROUNDS * 20_000 },
  async () => {
    const data = aDirectory();
    const sending: Sending = { unanswered: [], sent: 0, tokens: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const child = await startChild(data);
      const killed = killAfter(child.process, 100 + Math.random() * 1_500);
      await Promise.all(Array.from({ length: SENDERS }, () => sendUntilGone(child.port, sending)));
      await killed;
    }
    const last = await startChild(data);
    for (const body of sending.unanswered)
      expect((await sendTraces({ port: last.port, key: KEY }, body)).status).toBe(200);
    expect(sending.sent).toBeGreaterThan(ROUNDS);
    // What a restart made doubtful is settled by the reconciler, which looks at recent traces again and again.
    const expected = { calls: sending.sent, tokens: sending.tokens };
    const deadline = Date.now() + 60_000;
    let bill = await billOf(last.process);
    while (JSON.stringify(bill) !== JSON.stringify(expected) && Date.now() < deadline)
      bill = await billOf(last.process);
    expect(bill).toEqual(expected);
    last.process.stdin?.write("close");
    expect(await once(last.process, "exit")).toEqual([0, null]);
  },
);

async function startChild(data: string): Promise<{ process: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ["--import", "tsx", "ingest-child.ts", data, KEY], {
    cwd: import.meta.dirname,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { process: child, port: Number(line.toString()) };
}

async function billOf(child: ChildProcess): Promise<unknown> {
  child.stdin?.write("bill");
  const [line] = child.stdout === null ? [] : ((await once(child.stdout, "data")) as [Buffer]);
  return JSON.parse(String(line)) as unknown;
}

async function killAfter(child: ChildProcess, delayMs: number): Promise<void> {
  const gone = once(child, "exit");
  setTimeout(() => child.kill("SIGKILL"), delayMs);
  await gone;
}

/** Old bodies first, then new ones, until the server is gone. */
async function sendUntilGone(port: number, sending: Sending): Promise<void> {
  for (;;) {
    const body = sending.unanswered.pop() ?? newBody(sending);
    try {
      const { status } = await sendTraces({ port, key: KEY }, body);
      if (status !== 200) sending.unanswered.push(body);
    } catch {
      sending.unanswered.push(body);
      return;
    }
  }
}

function newBody(sending: Sending): string {
  sending.sent += 1;
  sending.tokens += sending.sent;
  return otlpBody([{ inputTokens: sending.sent }]);
}
