import { hostname } from "node:os";
import type { Store } from "@spanledger/clickhouse";
import type { Loader } from "../load/loader.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import type { Spool } from "../spool/spool.ts";

const EVERY_MS = 10_000;

export interface StatusOptions {
  readonly store: Store;
  readonly spool: Spool;
  readonly loader: Loader;
  readonly metrics: Metrics;
  readonly writer: string;
  readonly spoolMaxBytes: number;
  readonly now: () => number;
}

/** Writes a row of `ingest_status` now and then, for the System card. A database that is away misses some: no harm. */
export function createStatusWriter(options: StatusOptions): { write(): Promise<void>; close(): void } {
  const startedAtMs = options.now();
  const write = async (): Promise<void> => {
    const row = await statusRow(options, startedAtMs);
    await options.store.insertRows("ingest_status", [row]).catch(() => undefined);
  };
  const timer = setInterval(() => void write(), EVERY_MS).unref();
  return { write, close: () => clearInterval(timer) };
}

async function statusRow(options: StatusOptions, startedAtMs: number): Promise<object> {
  const { spool, loader, metrics, writer, now } = options;
  const spooled = spool.stats();
  const load = loader.stats();
  return {
    recorded_at: timeText(now()),
    writer,
    host: hostname(),
    started_at: timeText(startedAtMs),
    spool_segments: spooled.segments,
    spool_bytes: String(spooled.bytes),
    spool_max_bytes: String(options.spoolMaxBytes),
    spool_age_ms: String(spooled.oldestMs === null ? 0 : Math.max(0, Math.round(now() - spooled.oldestMs))),
    quarantined_segments: spooled.quarantinedSegments,
    disk_full: spooled.diskFull ? 1 : 0,
    load_lag_ms: String(Math.max(0, Math.round(load.lastLagMs ?? 0))),
    load_retries: String(load.retries),
    load_error: load.failing ?? "",
    received_requests: String(await metrics.total(metrics.receivedRequests)),
    received_spans: String(await metrics.total(metrics.receivedSpans)),
    rejected_requests: String(await metrics.total(metrics.rejectedRequests)),
    rejected_spans: String(await metrics.total(metrics.rejectedSpans)),
    duplicate_spans: String(await metrics.total(metrics.duplicateSpans)),
    acknowledged_spans: String(await metrics.total(metrics.acknowledgedSpans)),
    stored_spans: String(load.spans),
    commit_p99_ms: await metrics.commitP99Ms(),
    event_loop_p99_ms: metrics.eventLoopP99Ms(),
    rss_bytes: String(process.memoryUsage.rss()),
  };
}

function timeText(ms: number): string {
  return new Date(ms).toISOString().replace("T", " ").replace("Z", "");
}
