import { createReceiver } from "../src/receive/create-receiver.ts";
import type { Batch, Receiver, ReceiverOptions } from "../src/receive/receiver.ts";

/** Keys that the test receiver knows. */
export const KEYS = { good: "sl_good", tenant: "sl_tenant", revoked: "sl_revoked", read: "sl_read" } as const;

export interface TestReceiver {
  readonly receiver: Receiver;
  readonly url: string;
  readonly port: number;
  /** What accept() was given. */
  readonly batches: Batch[];
  /** Reasons that the metrics were given. */
  readonly refused: string[];
  readonly post: (path: string, init?: PostInit) => Promise<Response>;
}

export interface PostInit {
  readonly body?: Uint8Array | string | ReadableStream<Uint8Array>;
  readonly headers?: Record<string, string>;
  readonly method?: string;
}

const JSON_HEADERS = { authorization: `Bearer ${KEYS.good}`, "content-type": "application/json" };

/** A receiver on a free port that keeps its batches in memory. The caller closes it. */
export async function startReceiver(overrides: Partial<ReceiverOptions> = {}): Promise<TestReceiver> {
  const batches: Batch[] = [];
  const refused: string[] = [];
  const receiver = createReceiver({
    authenticate: async (key) => {
      if (key === KEYS.good) return { status: "ok", projectId: "default" };
      if (key === KEYS.tenant) return { status: "ok", projectId: "default", tenant: "acme" };
      if (key === KEYS.revoked) return { status: "revoked" };
      return { status: key === KEYS.read ? "wrong_scope" : "unknown" };
    },
    accept: async (batch) => {
      batches.push(batch);
      return { status: "accepted" };
    },
    ready: () => true,
    metrics: { received: ignore, rejected: ignore, acknowledged: ignore, refused: (reason) => refused.push(reason) },
    logger: { warn: ignore, error: ignore },
    now: () => 1_795_248_885_574,
    ...overrides,
  });
  const port = await receiver.listen({ port: 0, host: "127.0.0.1" });
  const url = `http://127.0.0.1:${port}`;
  return {
    receiver,
    url,
    port,
    batches,
    refused,
    post: (path, { body = "{}", headers = {}, method = "POST" } = {}) =>
      fetch(url + path, {
        method,
        headers: { ...JSON_HEADERS, ...headers },
        ...(method === "POST" ? { body, duplex: "half" } : {}),
      }),
  };
}

function ignore(): void {
  // Nothing is asserted about it.
}
