import { monitorEventLoopDelay } from "node:perf_hooks";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 10, 30, 60];

/** Read whenever /metrics is asked or a status row is written. */
export interface MetricSources {
  readonly spool: () => {
    readonly segments: number;
    readonly bytes: number;
    readonly oldestMs: number | null;
    readonly quarantinedSegments: number;
  };
  readonly load: () => { readonly lastLagMs: number | null; readonly retries: number; readonly spans: number };
  readonly now: () => number;
}

export interface Metrics {
  readonly registry: Registry;
  readonly receivedRequests: Counter<"signal" | "encoding">;
  readonly receivedSpans: Counter;
  readonly rejectedRequests: Counter<"reason">;
  readonly rejectedSpans: Counter<"reason">;
  readonly duplicateSpans: Counter;
  readonly acknowledgedSpans: Counter;
  readonly commitSeconds: Histogram;
  readonly lagSeconds: Histogram;
  /** Sum over all labels. */
  total(counter: Counter<string>): Promise<number>;
  /** Milliseconds, since the last call. */
  eventLoopP99Ms(): number;
  /** Milliseconds; 0 before the first commit. */
  commitP99Ms(): Promise<number>;
  close(): void;
}

/** Prometheus metrics of one ingest process, in a registry of their own. No label holds anything a client chose. */
export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 10 });
  addGauges(registry, sources);
  const counters = createCounters(registry);
  const commitSeconds = new Histogram({
    name: "spanledger_commit_seconds",
    help: "From append to fsync",
    buckets: SECONDS,
    registers: [registry],
  });
  const lagSeconds = new Histogram({
    name: "spanledger_load_lag_seconds",
    help: "From the first acknowledged span of a segment to queryable",
    buckets: SECONDS,
    registers: [registry],
  });
  return {
    registry,
    ...counters,
    commitSeconds,
    lagSeconds,
    total: async (counter) => (await counter.get()).values.reduce((sum, { value }) => sum + value, 0),
    eventLoopP99Ms: () => {
      const p99 = loop.percentile(99) / 1e6;
      loop.reset();
      return Number.isFinite(p99) ? Math.max(0, p99 - 10) : 0;
    },
    commitP99Ms: async () => 1_000 * quantile(0.99, (await commitSeconds.get()).values),
    close: () => {
      loop.disable();
      registry.clear();
    },
  };
}

function createCounters(registry: Registry) {
  const registers = [registry];
  return {
    receivedRequests: new Counter({
      name: "spanledger_received_requests_total",
      help: "Requests with telemetry",
      labelNames: ["signal", "encoding"] as const,
      registers,
    }),
    receivedSpans: new Counter({ name: "spanledger_received_spans_total", help: "Spans decoded", registers }),
    rejectedRequests: new Counter({
      name: "spanledger_rejected_requests_total",
      help: "Requests refused as a whole",
      labelNames: ["reason"] as const,
      registers,
    }),
    rejectedSpans: new Counter({
      name: "spanledger_rejected_spans_total",
      help: "Spans refused in a partial success",
      labelNames: ["reason"] as const,
      registers,
    }),
    duplicateSpans: new Counter({
      name: "spanledger_duplicate_spans_total",
      help: "Spans that were already here",
      registers,
    }),
    acknowledgedSpans: new Counter({
      name: "spanledger_acknowledged_spans_total",
      help: "Spans that are safe on disk",
      registers,
    }),
  };
}

function addGauges(registry: Registry, { spool, load, now }: MetricSources): void {
  const gauges: readonly (readonly [name: string, help: string, read: () => number])[] = [
    ["spanledger_spool_bytes", "Acknowledged bytes that are not in ClickHouse yet", () => spool().bytes],
    ["spanledger_spool_segments", "Segment files that are not in ClickHouse yet", () => spool().segments],
    [
      "spanledger_spool_age_seconds",
      "Age of the oldest data that is not in ClickHouse yet",
      () => ageSeconds(spool().oldestMs, now()),
    ],
    [
      "spanledger_quarantined_segments",
      "Damaged or refused segment files kept aside",
      () => spool().quarantinedSegments,
    ],
    [
      "spanledger_load_last_lag_seconds",
      "Acknowledged to queryable, newest segment",
      () => (load().lastLagMs ?? 0) / 1_000,
    ],
    ["spanledger_load_retries", "Loads that had to be tried again since the start", () => load().retries],
    ["spanledger_stored_spans", "Spans that ClickHouse confirmed since the start", () => load().spans],
  ];
  for (const [name, help, read] of gauges) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  }
}

function ageSeconds(oldestMs: number | null, nowMs: number): number {
  return oldestMs === null ? 0 : Math.max(0, nowMs - oldestMs) / 1_000;
}

interface HistogramValue {
  readonly metricName?: string;
  readonly value: number;
  readonly labels: Partial<Record<string, string | number>>;
}

/** Upper bound of the bucket that holds the quantile. */
function quantile(share: number, values: readonly HistogramValue[]): number {
  const buckets = values.filter((value) => value.metricName?.endsWith("_bucket"));
  const total = Math.max(0, ...buckets.map((bucket) => bucket.value));
  if (total === 0) return 0;
  const found = buckets.find((bucket) => bucket.value >= share * total && bucket.labels["le"] !== "+Inf");
  return found === undefined ? (SECONDS.at(-1) ?? 0) : Number(found.labels["le"]);
}
