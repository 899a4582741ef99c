import { randomUUID } from "node:crypto";
import type { Connection } from "../../connection.ts";
import type { BudgetState } from "./budget-state.ts";
import type { CallDimensions } from "./fleet-state.ts";
import { budgetOf } from "./parse-event.ts";
import { withoutTracing } from "./without-tracing.ts";

/** A call that takes longer gives its reservation back by expiry; its span still counts. */
const TTL_MS = 120_000;
const AFTERWARDS_MS = 5_000;

export type Reservation =
  | { readonly status: "granted"; readonly id: string }
  | { readonly status: "refused"; readonly budget: BudgetState }
  | { readonly status: "unreachable"; readonly cause: unknown };

export interface Reservations {
  reserve(dimensions: CallDimensions, estimatedUsd: string): Promise<Reservation>;
  /** Reports the real cost, without anyone waiting for it. */
  settle(id: string, spentUsd: string): void;
  release(id: string): void;
}

/** Announces single calls to the platform while a budget is near its limit. Never throws. */
export function createReservations({ endpoint, headers }: Connection, timeoutMs: number): Reservations {
  const url = `${endpoint}/v1/guard/reservations`;
  const send = (path: string, method: string, sent: { body?: unknown; within: number }): Promise<Response> =>
    withoutTracing(() =>
      fetch(`${url}${path}`, {
        method,
        headers: { ...headers, "content-type": "application/json" },
        body: sent.body === undefined ? null : JSON.stringify(sent.body),
        signal: AbortSignal.timeout(sent.within),
      }),
    );
  const forget = (path: string, method: string, body?: unknown): void => {
    send(path, method, { body, within: AFTERWARDS_MS })
      .then((response) => response.body?.cancel())
      .catch(() => undefined);
  };
  return {
    reserve: async (dimensions, estimatedUsd) => {
      try {
        const body = { dimensions, estimated_usd: estimatedUsd, ttl_ms: TTL_MS, idempotency_key: randomUUID() };
        const response = await send("", "POST", { body, within: timeoutMs });
        if (!response.ok) {
          await response.body?.cancel();
          throw new Error(`the platform answered ${response.status}`);
        }
        return answerOf(await response.json());
      } catch (cause) {
        return { status: "unreachable", cause };
      }
    },
    settle: (id, spentUsd) => forget(`/${encodeURIComponent(id)}/settle`, "POST", { spent_usd: spentUsd }),
    release: (id) => forget(`/${encodeURIComponent(id)}`, "DELETE"),
  };
}

function answerOf(body: unknown): Reservation {
  const { granted, reservation_id: id, budget } = (body ?? {}) as Record<string, unknown>;
  if (granted === true && typeof id === "string") return { status: "granted", id };
  const refusing = budgetOf(budget);
  if (granted === false && refusing !== undefined) return { status: "refused", budget: refusing };
  return { status: "unreachable", cause: new Error("the platform's answer is no reservation") };
}
