import type { Authentication } from "../receive/receiver.ts";
import type { Stream } from "./create-guard-hub.ts";

const KEYS_AT_ONCE = 16;
const CHECK_MS = 1_000;

/** Ends the streams of keys that were revoked. Each `check` looks at some keys, all in turn, at most once a second. */
export function watchKeys(
  authenticate: (key: string) => Promise<Authentication>,
  streams: () => readonly Stream[],
): { check(): void } {
  let waiting: string[] = [];
  let checkedAtMs = 0;

  async function ask(key: string): Promise<void> {
    const answer = await authenticate(key).catch(() => null);
    // A database that does not answer revokes nothing.
    if (answer === null || answer.status === "ok") return;
    for (const stream of streams()) if (stream.key === key) stream.socket.destroy();
  }

  return {
    check() {
      const nowMs = Date.now();
      if (waiting.length === 0) {
        if (nowMs - checkedAtMs < CHECK_MS) return;
        checkedAtMs = nowMs;
        waiting = [...new Set(streams().map(({ key }) => key))];
      }
      for (const key of waiting.splice(0, KEYS_AT_ONCE)) void ask(key);
    },
  };
}
