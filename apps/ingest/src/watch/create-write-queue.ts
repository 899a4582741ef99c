import { setTimeout as sleep } from "node:timers/promises";

const MAX_WAITING = 1_000;
const RETRY_MS = 1_000;
const MAX_TRIES = 60;

export interface WriteQueue {
  /** Runs it after those before it, again until it succeeds. The oldest is dropped when too many wait. */
  add(write: () => Promise<void>): void;
  /** Resolves once nothing waits, or the time is up. */
  drain(ms: number): Promise<void>;
}

/** Writes to the database, one after the other and in order, without anybody waiting for them. */
export function createWriteQueue(onError: (error: unknown) => void): WriteQueue {
  const waiting: (() => Promise<void>)[] = [];
  let running: Promise<void> | null = null;
  let isClosing = false;

  async function run(): Promise<void> {
    for (let write = waiting.shift(); write !== undefined; write = waiting.shift()) await attempt(write);
    running = null;
  }

  async function attempt(write: () => Promise<void>): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      try {
        await write();
        return;
      } catch (error) {
        if (tries === 0) onError(error);
        if (isClosing) return;
        await sleep(RETRY_MS, undefined, { ref: false });
      }
    }
  }

  return {
    add(write) {
      waiting.push(write);
      if (waiting.length > MAX_WAITING) waiting.shift();
      running ??= run();
    },
    async drain(ms) {
      isClosing = true;
      await Promise.race([running, sleep(ms, undefined, { ref: false })]);
    },
  };
}
