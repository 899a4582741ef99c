import { runaways } from "@spanledger/clickhouse";
import { aSpanRow, openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { markStopped, resolveQuiet } from "./settle-runaways.ts";

const NOW_MS = 1_790_000_100_000;
const MINUTE_MS = 60_000;
const at = { changedBy: "system", nowMs: NOW_MS - 40 * MINUTE_MS };
const QUIET = "0af7651916cd43dd8448eb211c80319c";
const ACTIVE = "0af7651916cd43dd8448eb211c80319d";
const HALTED = "0af7651916cd43dd8448eb211c80319e";
const RELEASED = "0af7651916cd43dd8448eb211c80319f";
const STATES = { [QUIET]: "watching", [ACTIVE]: "watching", [HALTED]: "halted", [RELEASED]: "released" };
let opened: TestStore;

beforeAll(async () => {
  opened = await openTestStore();
  for (const [trace_id, state] of Object.entries(STATES))
    for (const rule of ["same_call", "repeated_text"])
      await runaways(opened.store).put(
        {
          project: "default",
          trace_id,
          rule,
          severity: "critical",
          sentence: "search called 6 times",
          first_span_id: "b7ad6b7169203331",
          evidence_span_ids: "[]",
          feature: "",
          tenant: "",
          agent: "",
          spent_usd: "",
          avoided_usd: "",
          detected_at: at.nowMs,
          state,
        },
        at,
      );
  const received = (minutes: number) => BigInt(NOW_MS - minutes * MINUTE_MS);
  await opened.storeSpans([
    aSpanRow({ trace_id: QUIET, seq: 1n, received_at: received(16) }),
    aSpanRow({ trace_id: ACTIVE, seq: 2n, received_at: received(14) }),
  ]);
});

afterAll(() => opened.dispose());

async function stateOf(trace_id: string): Promise<unknown> {
  const records = await runaways(opened.store).list({ project: "default", trace_id });
  return [...new Set(records.map(({ state }) => state))].join();
}

test("resolves what has ended by itself, and leaves what runs on and what somebody has decided", async () => {
  expect(await resolveQuiet(opened.store, "default", NOW_MS)).toBe(1);
  expect(await Promise.all(Object.keys(STATES).map(stateOf))).toEqual(["resolved", "watching", "halted", "released"]);
  expect(await resolveQuiet(opened.store, "default", NOW_MS)).toBe(0);
  expect(await resolveQuiet(opened.store, "other", NOW_MS)).toBe(0);
});

test("marks what the breaker in the app has stopped, not what was released", async () => {
  for (const traceId of [ACTIVE, RELEASED]) await markStopped(opened.store, { projectId: "default", traceId }, NOW_MS);
  expect(await stateOf(ACTIVE)).toBe("halted");
  expect(await stateOf(RELEASED)).toBe("released");
  const [newest] = await runaways(opened.store).history({ project: "default", trace_id: ACTIVE });
  expect(newest).toMatchObject({ changedBy: "breaker", changedAtMs: NOW_MS });
});
