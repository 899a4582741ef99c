import { randomBytes } from "node:crypto";
import { encodeAdjustmentRows, type Store } from "@spanledger/clickhouse";
import { normaliseSpan } from "@spanledger/telemetry";
import { pino, type Logger } from "pino";
import { acceptBatch } from "./accept/accept-batch.ts";
import { createKeyCache } from "./keys/create-key-cache.ts";
import { createLoader } from "./load/create-loader.ts";
import { createMetrics } from "./metrics/create-metrics.ts";
import { receiveMetrics } from "./metrics/receive-metrics.ts";
import { createPriceBooks } from "./prices/create-price-books.ts";
import { createProcessor } from "./process/create-processor.ts";
import { createTraceWindow } from "./process/trace-window.ts";
import { createReceiver } from "./receive/create-receiver.ts";
import type { ReceiveLimits } from "./receive/receive-limits.ts";
import type { CorsOptions } from "./receive/receiver.ts";
import { createReconciler } from "./reconcile/create-reconciler.ts";
import { statusRoutes } from "./status/status-routes.ts";
import { createStatusWriter } from "./status/create-status-writer.ts";
import { logEvents } from "./log-events.ts";
import { createSpool } from "./spool/create-spool.ts";
import type { SpoolOptions } from "./spool/spool.ts";

export interface IngestOptions {
  /** Migrated; stays open when the ingest closes. */
  readonly store: Store;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Folder for the spool of this process alone. */
  readonly spoolDirectory: string;
  /** A roll-up that is the only carrier of usage is booked when its trace was quiet for so long. Default 10 s. */
  readonly rollupQuietMs?: number;
  readonly spool?: Partial<Pick<SpoolOptions, "maxBytes" | "segmentMaxBytes" | "segmentMaxAgeMs" | "commitDelayMs" | "minFreeBytes">>;
  readonly limits?: Partial<ReceiveLimits>;
  readonly cors?: CorsOptions;
  /** How long close() waits for ClickHouse to take what is spooled; the rest is loaded at the next start. Default 10 s. */
  readonly drainMs?: number;
  /** pino's; null logs nothing. Default: warnings and worse to stderr. */
  readonly logger?: Logger | null;
}

export interface Ingest {
  readonly port: number;
  /** Resolves once everything acknowledged so far is queryable. */
  caughtUp(): Promise<void>;
  /** Stops accepting, answers what is under way, seals, loads and lets go of the folder. */
  close(): Promise<void>;
}

const MIB = 1_048_576;
const SPOOL_DEFAULTS = { maxBytes: 4_096 * MIB, segmentMaxBytes: 32 * MIB, segmentMaxAgeMs: 400, commitDelayMs: 2, minFreeBytes: 512 * MIB };

/** Receives OTLP, keeps what it acknowledges, and brings it into ClickHouse. @throws SpoolLockedError, the listen error */
export async function createIngest(options: IngestOptions): Promise<Ingest> {
  const { store, host, port, spoolDirectory: directory, rollupQuietMs: quietMs = 10_000, drainMs = 10_000 } = options;
  const now = Date.now;
  const logger = options.logger === undefined ? pino({ level: "warn" }, pino.destination(2)) : (options.logger ?? pino({ level: "silent" }));
  const writer = randomBytes(6).toString("hex");
  const onEvent = logEvents(logger);
  const spoolOptions = { ...SPOOL_DEFAULTS, ...options.spool, directory, writer, onEvent };
  const spool = await createSpool(spoolOptions);
  const metrics = createMetrics({ spool: () => spool.stats(), load: () => loader.stats(), now });
  const loader = createLoader({ directory, spool, store, onEvent, onLoaded: ({ lagMs }) => metrics.lagSeconds.observe(lagMs / 1_000) });
  const books = await createPriceBooks({ store, onError: (err) => logger.warn({ err }, "prices and projects could not be read") });
  const pricing = { priceBookFor: books.priceBookFor, costSourceFor: books.costSourceFor };
  let seq = 0n;
  const nextSeq = (): bigint => ++seq;
  const processor = createProcessor({ ...pricing, normalise: (span) => normaliseSpan(span), writer, nextSeq, window: createTraceWindow() });
  const append = async (rows: Parameters<typeof encodeAdjustmentRows>[0]): Promise<void> =>
    spool.append({ adjustments: { rows: rows.length, bytes: encodeAdjustmentRows(rows) } });
  const reconciler = createReconciler({
    ...pricing, store, writer, now, quietMs, append,
    onEvent: (event) => (event.kind === "failed" ? logger.warn({ err: event.error }, "reconciling failed, it is tried again") : undefined),
  });
  let closing = false;
  const accepting = { processor, spool, metrics, nextSeq, touch: reconciler.touch };
  const receiver = createReceiver({
    authenticate: createKeyCache({ store, now }),
    accept: (batch) => acceptBatch(batch, accepting),
    ready: () => !closing,
    metrics: receiveMetrics(metrics),
    logger,
    now,
    extraRoutes: statusRoutes({ spool, loader, metrics, isClosing: () => closing }),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.cors === undefined ? {} : { cors: options.cors }),
  });
  const status = createStatusWriter({ store, spool, loader, metrics, writer, spoolMaxBytes: spoolOptions.maxBytes, now });

  async function close(): Promise<void> {
    if (closing) return;
    closing = true;
    await receiver.close();
    await reconciler.stop();
    books.close();
    await spool.seal();
    await loader.stop(drainMs);
    status.close();
    await status.write();
    await spool.close();
    metrics.close();
  }

  try {
    const bound = await receiver.listen({ port, host });
    reconciler.start();
    void status.write();
    return { port: bound, caughtUp: () => loader.caughtUp(), close };
  } catch (error) {
    await close();
    throw error;
  }
}
