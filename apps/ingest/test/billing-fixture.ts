import type { AdjustmentRow, SpanRow } from "@spanledger/clickhouse";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { createPriceBook, normaliseSpan, type Span } from "@spanledger/telemetry";
import { createProcessor } from "../src/process/create-processor.ts";
import type { Processor, ProcessResult, TouchedTrace } from "../src/process/processor.ts";
import { spanRowOf } from "./span-row-of.ts";
import { createTraceWindow } from "../src/process/trace-window.ts";
import { createReconciler } from "../src/reconcile/create-reconciler.ts";
import type { Reconciler } from "../src/reconcile/reconciler.ts";

export const QUIET_MS = 10_000;
const BOOK = createPriceBook();

/** A database, any number of ingest processes writing to it, and a clock that the test moves. */
export interface BillingFixture {
  readonly database: TestStore;
  nowMs: number;
  /** A fresh process run: its own writer name, an empty window. */
  startProcess(): TestProcess;
  /** Reconciles with a fresh reconciler until nothing changes any more. */
  settle(asked?: { readonly writer: string; readonly touched: readonly TouchedTrace[] }): Promise<number>;
  dispose(): Promise<void>;
}

export interface TestProcess {
  readonly writer: string;
  /** Acknowledged: on disk, to be loaded by `load`. */
  receive(projectId: string, spans: readonly Span[]): ProcessResult;
  /** Processed, but the append failed: the client will send it again. */
  fail(projectId: string, spans: readonly Span[]): void;
  /** Makes everything acknowledged so far readable. */
  load(): Promise<void>;
}

export async function openBillingFixture(startMs: number): Promise<BillingFixture> {
  const database = await openTestStore();
  let runs = 0;
  const fixture: BillingFixture = {
    database,
    nowMs: startMs,
    startProcess: () => startProcess(fixture, `run-${String((runs += 1)).padStart(4, "0")}`),
    settle: (asked) => settle(fixture, asked),
    dispose: () => database.dispose(),
  };
  return fixture;
}

function startProcess(fixture: BillingFixture, writer: string): TestProcess {
  let seq = 0n;
  const processor: Processor = createProcessor({
    normalise: (span) => normaliseSpan(span),
    priceBookFor: () => BOOK,
    writer,
    nextSeq: () => (seq += 1n),
    window: createTraceWindow(),
  });
  const acknowledged: SpanRow[] = [];
  const take = (projectId: string, spans: readonly Span[]) =>
    processor.process({ projectId, keyTenant: "", spans, receivedAtMs: (fixture.nowMs += 1) });
  return {
    writer,
    receive(projectId, spans) {
      const result = take(projectId, spans);
      acknowledged.push(...result.recorded.map(spanRowOf));
      result.commit();
      return result;
    },
    fail(projectId, spans) {
      take(projectId, spans).rollback();
    },
    async load() {
      if (acknowledged.length > 0) await fixture.database.storeSpans(acknowledged.splice(0));
    },
  };
}

async function settle(fixture: BillingFixture, asked: Parameters<BillingFixture["settle"]>[0]): Promise<number> {
  const spooled: AdjustmentRow[] = [];
  const reconciler: Reconciler = createReconciler({
    store: fixture.database.store,
    append: async (entries) => void spooled.push(...entries),
    writer: asked?.writer ?? "reconciler",
    priceBookFor: () => BOOK,
    now: () => fixture.nowMs,
    quietMs: QUIET_MS,
  });
  reconciler.touch(asked?.touched ?? []);
  await reconciler.sweep(86_400_000);
  let entries = 0;
  for (let nextMs = reconciler.nextDueMs(); nextMs !== null; nextMs = reconciler.nextDueMs()) {
    fixture.nowMs = Math.max(fixture.nowMs, nextMs);
    entries += (await reconciler.round()).entries;
    if (spooled.length > 0) await fixture.database.storeAdjustments(spooled.splice(0));
  }
  return entries;
}
