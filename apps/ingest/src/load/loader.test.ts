import { readFileSync, writeFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createStore, migrate, type Store } from "@spanledger/clickhouse";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { aBatch, aDirectory, spoolOptions } from "../../test/spool-fixture.ts";
import { createSpool } from "../spool/create-spool.ts";
import { printSpool } from "../spool/inspect/print-spool.ts";
import type { Spool, SpoolEvent } from "../spool/spool.ts";
import { createLoader } from "./create-loader.ts";
import type { LoadEvent, RowStore } from "./loader.ts";

let directory: string;
let store: Store;
let events: (LoadEvent | SpoolEvent)[];

beforeEach(async () => {
  directory = aDirectory();
  events = [];
  store = await createStore({ path: join(aDirectory(), "clickhouse") });
  await migrate(store);
});

afterEach(() => store.close());

test("stores every acknowledged row once and leaves an empty spool", async () => {
  const spool = await openSpool("a");
  const loader = start(spool, store);
  for (let first = 1; first <= 50; first += 5) await spool.append(aBatch(first, 5));
  await loader.caughtUp();
  expect(await storedSeqs()).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  expect(loader.stats()).toMatchObject({ spans: 50, failing: null });
  await spool.seal();
  await loader.stop(5_000);
  expect(spool.stats()).toMatchObject({ segments: 0, bytes: 0, oldestMs: null });
  await spool.close();
});

test("waits out a database that refuses, and loads everything in order when it is back", async () => {
  const spool = await openSpool("a");
  const database = { down: true };
  const order: string[] = [];
  const flaky: RowStore = {
    loadRows: async (request) => {
      if (database.down) throw new Error("connect ECONNREFUSED");
      order.push(request.token);
      await store.loadRows(request);
    },
  };
  const loader = start(spool, flaky);
  await spool.append(aBatch(1, 3));
  await until(() => loader.stats().retries >= 2);
  await spool.append(aBatch(4, 3));
  expect(spool.stats().bytes).toBeGreaterThan(0);
  database.down = false;
  await loader.caughtUp();
  expect(await storedSeqs()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(order).toEqual([...order].sort());
  await finish(spool, loader);
});

test("a load whose answer was lost is not stored twice", async () => {
  const spool = await openSpool("a");
  const answered = new Set<string>();
  const lossy: RowStore = {
    loadRows: async (request) => {
      await store.loadRows(request);
      if (!answered.has(request.token)) {
        answered.add(request.token);
        throw new Error("socket hang up");
      }
    },
  };
  const loader = start(spool, lossy);
  await spool.append(aBatch(1, 20));
  await loader.caughtUp();
  expect(await storedSeqs()).toHaveLength(20);
  const [row] = await store.query({
    sql: "SELECT toString(toInt64(sum(calls))) AS calls FROM usage_hourly",
    schema: z.object({ calls: z.string() }),
  });
  expect(row).toEqual({ calls: "20" });
  await finish(spool, loader);
});

test("a damaged segment is kept aside with a sentence, and everything else is loaded", async () => {
  const first = await openSpool("a");
  for (const start of [1, 11, 21]) await first.append(aBatch(start, 10));
  await first.close();
  const [name = ""] = readdirSync(directory).filter((file) => file.endsWith(".segment"));
  const bytes = readFileSync(join(directory, name));
  const inSecondCommit = Math.floor(bytes.length / 2);
  bytes[inSecondCommit] = (bytes[inSecondCommit] ?? 0) ^ 1;
  writeFileSync(join(directory, name), bytes);
  const second = await openSpool("b");
  const loader = start(second, store);
  await second.append(aBatch(31, 10));
  await finish(second, loader);
  const seqs = await storedSeqs();
  expect(seqs.filter((seq) => seq <= 10 || seq > 20)).toHaveLength(30);
  expect(seqs).toHaveLength(30);
  expect(events.find((event) => event.kind === "quarantined")).toMatchObject({
    detail: expect.stringContaining("20 rows"),
  });
  const lines: string[] = [];
  expect(await printSpool(directory, (line) => lines.push(line))).toBe(1);
  expect(lines.at(-1)).toContain("1 damaged");
});

test("rows that ClickHouse can never take are set aside instead of holding up the rest", async () => {
  const spool = await openSpool("a");
  const loader = start(spool, store);
  await spool.append({ spans: { rows: 1, bytes: new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255, 1]) } });
  await until(() => spool.stats().quarantinedSegments === 1);
  await spool.append(aBatch(1, 2));
  await loader.caughtUp();
  expect(await storedSeqs()).toEqual([1, 2]);
  await finish(spool, loader);
});

test("rows of an older version with fewer columns still load", async () => {
  const spool = await openSpool("a");
  await spool.append(aBatch(1, 2));
  await spool.close();
  await store.command("ALTER TABLE spans ADD COLUMN added_later String DEFAULT 'later' AFTER project");
  const again = await openSpool("b");
  await finish(again, start(again, store));
  const rows = await store.query({
    sql: "SELECT added_later AS later FROM spans",
    schema: z.object({ later: z.string() }),
  });
  expect(rows).toEqual([{ later: "later" }, { later: "later" }]);
});

function openSpool(writer: string): Promise<Spool> {
  return createSpool(spoolOptions(directory, { writer, segmentMaxAgeMs: 5, onEvent: (event) => events.push(event) }));
}

function start(spool: Spool, target: RowStore) {
  return createLoader({ directory, spool, store: target, onEvent: (event) => events.push(event), random: () => 0.5 });
}

async function finish(spool: Spool, loader: ReturnType<typeof start>): Promise<void> {
  await spool.seal();
  await loader.stop(10_000);
  await spool.close();
}

async function storedSeqs(): Promise<number[]> {
  const rows = await store.query({
    sql: "SELECT toUInt32(seq) AS seq FROM spans ORDER BY spans.seq",
    schema: z.object({ seq: z.number() }),
  });
  return rows.map((row) => row.seq);
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error("waited too long");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
