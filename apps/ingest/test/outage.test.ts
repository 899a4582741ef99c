import { join } from "node:path";
import { createApiKey, createStore, migrate, type Store } from "@spanledger/clickhouse";
import { createHttpFront, type HttpFront } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createIngest } from "../src/app.ts";
import { outageSeconds } from "./env.ts";
import { otlpBody } from "./otlp-body.ts";
import { sendTraces } from "./send-traces.ts";
import { aDirectory } from "./spool-fixture.ts";

const SENDERS = 4;
const Bill = z.object({ spans: z.coerce.number(), calls: z.coerce.number(), tokens: z.coerce.number() });

const path = join(aDirectory(), "clickhouse");
let front: HttpFront;
let store: Store;
let key: string;

beforeAll(async () => {
  front = await createHttpFront({ path });
  store = await createStore({ url: front.url });
  await migrate(store);
  const request = { project: "default", label: "test", scope: "ingest" } as const;
  ({ text: key } = await createApiKey(store, request, { changedBy: "test", nowMs: Date.now() }));
});

afterAll(async () => {
  await store.close();
  await front.close();
});

test(
  `a database that is down for ${outageSeconds} s costs no acknowledged span and doubles none`,
  { timeout: (outageSeconds + 120) * 1_000 },
  async () => {
    const spool = { minFreeBytes: 0, segmentMaxAgeMs: 50 };
    const ingest = await createIngest({
      store,
      host: "127.0.0.1",
      port: 0,
      spoolDirectory: aDirectory(),
      logger: null,
      spool,
    });
    const senders = Array.from({ length: SENDERS }, (_, sender) => createSender(ingest.port, sender));
    for (const sender of senders) await sender.sendOne();
    await ingest.caughtUp();
    const port = Number(new URL(front.url).port);
    await front.close();
    const endAt = Date.now() + outageSeconds * 1_000;
    await Promise.all(senders.map((sender) => sender.sendUntil(endAt)));
    const acknowledged = sum(senders.map(({ sent }) => sent.spans));
    expect(acknowledged).toBeGreaterThan(SENDERS);
    front = await createHttpFront({ path, port });
    await ingest.caughtUp();
    const [row] = await store.query({
      sql: "SELECT (SELECT count() FROM spans) AS spans, sum(u.calls) AS calls, sum(u.uncached_input_tokens) AS tokens FROM usage_hourly AS u",
      schema: Bill,
    });
    const tokens = sum(senders.map(({ sent }) => sent.tokens));
    expect(row).toEqual({ spans: acknowledged, calls: acknowledged, tokens });
    await ingest.close();
  },
);

/** Counts what was acknowledged; everything must be. */
function createSender(port: number, sender: number) {
  const sent = { spans: 0, tokens: 0 };
  async function sendOne(): Promise<void> {
    const inputTokens = sent.spans * SENDERS + sender + 1;
    const answer = await sendTraces({ port, key }, otlpBody([{ inputTokens }]));
    expect(answer.status).toBe(200);
    sent.spans += 1;
    sent.tokens += inputTokens;
  }
  return {
    sent,
    sendOne,
    async sendUntil(endAt: number): Promise<void> {
      while (Date.now() < endAt) await sendOne();
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
