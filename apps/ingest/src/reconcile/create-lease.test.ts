import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLease } from "./create-lease.ts";

let opened: TestStore;
let nowMs = Date.parse("2026-11-21T12:00:00Z");

beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.dispose());

const lease = (name: string, holder: string) => createLease({ store: opened.store, name, holder, now: () => nowMs });

test("of two processes that claim at the same time one holds, and it keeps holding", async () => {
  const [a, b] = [lease("race", "a"), lease("race", "b")];
  await Promise.all([a.hold(), b.hold()]);
  for (let tick = 0; tick < 10; tick++) {
    expect(await Promise.all([a.hold(), b.hold()])).toEqual([true, false]);
    nowMs += 10_000;
  }
});

test("another process takes over when the holder is silent, and at once when it lets go", async () => {
  const [a, b] = [lease("takeover", "a"), lease("takeover", "b")];
  await a.hold();
  expect(await a.hold()).toBe(true);
  expect(await b.hold()).toBe(false);
  nowMs += 31_000;
  await b.hold();
  expect(await b.hold()).toBe(true);
  expect(await a.hold()).toBe(false);
  await b.release();
  nowMs += 1;
  await a.hold();
  expect(await a.hold()).toBe(true);
});
