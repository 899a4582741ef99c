import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type AdjustmentRow, encodeAdjustmentRows, projects, type Store } from "@spanledger/clickhouse";
import { normaliseSpan } from "@spanledger/telemetry";
import type { Logger } from "pino";
import type { BudgetWatch } from "./budgets/budget-watch.ts";
import { createBudgetWatch } from "./budgets/create-budget-watch.ts";
import type { Recorder } from "./evidence/create-recorder.ts";
import { type Evidence, openEvidence } from "./evidence/open-evidence.ts";
import { SPOOL_DEFAULTS, type IngestOptions } from "./ingest-options.ts";
import { createLoader } from "./load/create-loader.ts";
import type { Loader } from "./load/loader.ts";
import { logEvents } from "./log-events.ts";
import { createMetrics, type Metrics } from "./metrics/create-metrics.ts";
import { createPriceBooks, type PriceBooks } from "./prices/create-price-books.ts";
import { createProcessor } from "./process/create-processor.ts";
import type { Processor } from "./process/processor.ts";
import { rebuildWindow } from "./process/rebuild-window.ts";
import { createTraceWindow, type TraceWindow } from "./process/trace-window.ts";
import { createReconciler } from "./reconcile/create-reconciler.ts";
import type { Reconciler } from "./reconcile/reconciler.ts";
import { createSpool } from "./spool/create-spool.ts";
import type { Spool } from "./spool/spool.ts";

/** A backlog of an earlier run is not waited for longer: its repeats are found by the reconciler. */
const RECALL_WAIT_MS = 3_000;

/** Everything behind the HTTP server. */
export interface Pipeline {
  readonly store: Store;
  /** Name of this process run. */
  readonly writer: string;
  readonly spool: Spool;
  readonly spoolMaxBytes: number;
  readonly loader: Loader;
  readonly metrics: Metrics;
  readonly books: PriceBooks;
  readonly processor: Processor;
  readonly reconciler: Reconciler;
  readonly budgets: BudgetWatch;
  readonly nextSeq: () => bigint;
  readonly evidence: Evidence;
  readonly recorder: Recorder;
}

/** Opens the spool, loads what an earlier run left, and makes the steps between a request and ClickHouse. */
export async function openPipeline(options: IngestOptions, logger: Logger): Promise<Pipeline> {
  const { store, spoolDirectory: directory, rollupQuietMs: quietMs = 10_000 } = options;
  const now = Date.now;
  const writer = randomBytes(6).toString("hex");
  const onEvent = logEvents(logger);
  const limits = { ...SPOOL_DEFAULTS, ...options.spool };
  const spool = await createSpool({ ...limits, directory, writer, onEvent });
  const evidence = await openEvidence({ ...options, directory, writer, spool, logger }).catch(
    async (error: unknown) => {
      await spool.close();
      throw error;
    },
  );
  const metrics = createMetrics({ spool: () => spool.stats(), load: () => loader.stats(), now });
  const loader = createLoader({
    directory,
    spool,
    store,
    log: evidence.log,
    onEvent,
    onLoaded: ({ lagMs }) => metrics.lagSeconds.observe(lagMs / 1_000),
  });
  const books = await createPriceBooks({
    store,
    onError: (err) => logger.warn({ err }, "prices and projects could not be read"),
  });
  let seq = 0n;
  const nextSeq = (): bigint => ++seq;
  const pricing = { priceBookFor: books.priceBookFor, costSourceFor: books.costSourceFor };
  const window = createTraceWindow();
  await recall({ store, loader, window }).catch((err: unknown) =>
    logger.warn(
      { err },
      "the spans of the last minutes could not be read: a repeat of one is stored and taken out again",
    ),
  );
  const budgets = createBudgetWatch({
    store,
    loader,
    now,
    onError: (err) => logger.warn({ err }, "budgets could not be counted, it is tried again"),
  });
  const processor = createProcessor({ ...pricing, normalise: (span) => normaliseSpan(span), writer, nextSeq, window });
  const reconciler = createReconciler({
    ...pricing,
    store,
    writer,
    now,
    quietMs,
    append: async (rows) => {
      const batch = { ...adjustments(rows), ledger: evidence.recorder.amend(rows) };
      budgets.adjust(rows, await spool.append(batch));
    },
    onEvent: (event) =>
      event.kind === "failed" ? logger.warn({ err: event.error }, "reconciling failed, it is tried again") : undefined,
  });
  return {
    store,
    writer,
    spool,
    spoolMaxBytes: limits.maxBytes,
    loader,
    metrics,
    books,
    processor,
    reconciler,
    budgets,
    nextSeq,
    evidence,
    recorder: evidence.recorder,
  };
}

interface Recall {
  readonly store: Store;
  readonly loader: Loader;
  readonly window: TraceWindow;
}

/** Makes the window know what was stored before the restart; what an earlier run left in the spool is waited for a moment. */
async function recall({ store, loader, window }: Recall): Promise<void> {
  await Promise.race([loader.caughtUp(), sleep(RECALL_WAIT_MS, undefined, { ref: false })]);
  const known = await projects(store).list({});
  await rebuildWindow({
    store,
    window,
    projectIds: [...new Set(["default", ...known.map(({ id }) => id)])],
    nowMs: Date.now(),
  });
}

function adjustments(rows: readonly AdjustmentRow[]) {
  return { adjustments: { rows: rows.length, bytes: encodeAdjustmentRows(rows) } };
}
