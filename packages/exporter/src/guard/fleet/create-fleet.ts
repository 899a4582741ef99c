import type { Connection } from "../../connection.ts";
import { createFleetState, type FleetState } from "./fleet-state.ts";
import { followStream } from "./follow-stream.ts";

/** A short interruption is no outage: what was known before still holds. */
const OUTAGE_MS = 10_000;

export interface Fleet {
  readonly state: FleetState;
  readonly connected: boolean;
  /** Whether the platform's decisions are here and at most 10 seconds old. */
  isReachable(nowMs: number): boolean;
  ready(timeoutMs: number): Promise<boolean>;
  close(): void;
}

export interface FleetOptions {
  /** False knows nothing and connects to nothing. */
  readonly stream: boolean;
  readonly onRelease: (traceId: string) => void;
}

/** What the platform decides, kept up to date over one connection. */
export function createFleet(connection: Connection, { stream, onRelease }: FleetOptions): Fleet {
  const state = createFleetState();
  const waiting = new Set<() => void>();
  let connected = false;
  let lostAtMs = -Infinity;
  const close = stream
    ? followStream({
        connection,
        onEvent: (event) => {
          state.apply(event);
          if (event.released !== undefined) onRelease(event.released);
        },
        onConnected: (now) => {
          if (connected && !now) lostAtMs = Date.now();
          connected = now;
          if (!now) return;
          for (const resolve of waiting) resolve();
          waiting.clear();
        },
      })
    : () => undefined;
  return {
    state,
    get connected() {
      return connected;
    },
    isReachable: (nowMs) => connected || nowMs - lostAtMs < OUTAGE_MS,
    ready: (timeoutMs) =>
      new Promise<boolean>((resolve) => {
        if (connected || !stream) return resolve(connected);
        const timer = setTimeout(() => resolve(false), timeoutMs);
        waiting.add(() => {
          clearTimeout(timer);
          resolve(true);
        });
      }),
    close,
  };
}
