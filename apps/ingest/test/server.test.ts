import { join } from "node:path";
import { createApiKey, createStore, migrate, type Store } from "@spanledger/clickhouse";
import { createHttpFront, type HttpFront } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createIngest } from "../src/app.ts";
import { otlpBody } from "./otlp-body.ts";
import { sendTraces } from "./send-traces.ts";
import { aDirectory } from "./spool-fixture.ts";

const REQUESTS = 40;

let front: HttpFront;
let store: Store;
let key: string;

beforeAll(async () => {
  front = await createHttpFront({ path: join(aDirectory(), "clickhouse") });
  store = await createStore({ url: front.url });
  await migrate(store);
  ({ text: key } = await createApiKey(
    store,
    { project: "default", label: "test", scope: "ingest" },
    { changedBy: "test", nowMs: Date.now() },
  ));
});

afterAll(async () => {
  await store.close();
  await front.close();
});

test(
  "over HTTP: resets, lost answers, 500s and a slow server neither lose nor double a span",
  { timeout: 60_000 },
  async () => {
    const ingest = await createIngest({
      store,
      host: "127.0.0.1",
      port: 0,
      spoolDirectory: aDirectory(),
      logger: null,
      spool: { minFreeBytes: 0, segmentMaxAgeMs: 10 },
    });
    front.inject({ kind: "lost_answer", matching: "INSERT INTO spans", times: 2 });
    front.inject({ kind: "reset", matching: "INSERT INTO spans", times: 2 });
    front.inject({ kind: "error", matching: "INSERT INTO spans", times: 2 });
    front.inject({ kind: "slow", matching: "INSERT INTO spans", delayMs: 500 });
    for (let request = 1; request <= REQUESTS; request += 1) {
      const answer = await sendTraces(
        { port: ingest.port, key },
        otlpBody([{ inputTokens: request }, { inputTokens: 1_000 }]),
      );
      expect(answer.status).toBe(200);
    }
    await ingest.caughtUp();
    const [row] = await store.query({
      sql: `SELECT (SELECT count() FROM spans) AS spans, sum(u.calls) AS calls, sum(u.uncached_input_tokens) AS tokens FROM usage_hourly AS u`,
      schema: z.object({ spans: z.coerce.number(), calls: z.coerce.number(), tokens: z.coerce.number() }),
    });
    const tokens = (REQUESTS * (REQUESTS + 1)) / 2 + REQUESTS * 1_000;
    expect(row).toEqual({ spans: 2 * REQUESTS, calls: 2 * REQUESTS, tokens });
    await ingest.close();
  },
);
