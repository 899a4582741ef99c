import { randomUUID } from "node:crypto";
import type { Connection } from "../../connection.ts";
import type { CallDimensions } from "./fleet-state.ts";

/** A call that takes longer gives its reservation back by expiry; its span still counts. */
const TTL_MS = 120_000;
const AFTERWARDS_MS = 5_000;

export interface Granted {
  readonly status: "granted";
  readonly id: string;
  /** Reports the real cost, without anyone waiting for it. */
  readonly settle: (spentUsd: string) => void;
  readonly release: () => void;
}

export type Reservation =
  | Granted
  /** `budget` is what the platform wrote of the one that has no room, `cause` why it could not be asked. */
  | { readonly status: "none"; readonly budget: unknown; readonly cause: unknown };

export interface ReservationAsk {
  readonly connection: Connection;
  readonly timeoutMs: number;
  readonly dimensions: CallDimensions;
  readonly estimatedUsd: string;
}

/**
 * Announces one call to the platform while a budget is near its limit. Never rejects. Imports nothing of the rest, so that
 * it is a file of its own that few apps load.
 */
export async function reserveCall(ask: ReservationAsk): Promise<Reservation> {
  const { connection, timeoutMs, dimensions, estimatedUsd } = ask;
  try {
    const body = { dimensions, estimated_usd: estimatedUsd, ttl_ms: TTL_MS, idempotency_key: randomUUID() };
    const response = await send(connection, "POST", { path: "", body, within: timeoutMs });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`the platform answered ${response.status}`);
    }
    return answerOf(connection, await response.json());
  } catch (cause) {
    return { status: "none", budget: undefined, cause };
  }
}

interface Sent {
  readonly path: string;
  readonly body?: unknown;
  readonly within: number;
}

function send({ endpoint, headers }: Connection, method: string, { path, body, within }: Sent): Promise<Response> {
  return fetch(`${endpoint}/v1/guard/reservations${path}`, {
    method,
    headers: { ...headers, "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(within),
  });
}

function answerOf(connection: Connection, answer: unknown): Reservation {
  const { granted, reservation_id: id, budget } = (answer ?? {}) as Record<string, unknown>;
  if (granted === true && typeof id === "string") {
    const path = `/${encodeURIComponent(id)}`;
    const forget = (method: string, sent: Omit<Sent, "within">): void => {
      send(connection, method, { ...sent, within: AFTERWARDS_MS })
        .then((response) => response.body?.cancel())
        .catch(() => undefined);
    };
    return {
      status: "granted",
      id,
      settle: (spentUsd) => forget("POST", { path: `${path}/settle`, body: { spent_usd: spentUsd } }),
      release: () => forget("DELETE", { path }),
    };
  }
  const cause = new Error("the platform's answer is no reservation");
  return { status: "none", budget: granted === false ? budget : undefined, cause };
}
