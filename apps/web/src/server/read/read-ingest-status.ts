import type { Store } from "@spanledger/clickhouse";
import { z } from "zod";

const count = z.coerce.number();

const Row = z.object({
  writer: z.string(),
  host: z.string(),
  recorded_ms: count,
  started_ms: count,
  spool_segments: count,
  spool_bytes: count,
  spool_max_bytes: count,
  spool_age_ms: count,
  quarantined_segments: count,
  disk_full: count,
  load_lag_ms: count,
  load_retries: count,
  load_error: z.string(),
  received_spans: count,
  rejected_requests: count,
  rejected_spans: count,
  duplicate_spans: count,
  acknowledged_spans: count,
  stored_spans: count,
  commit_p99_ms: count,
  event_loop_p99_ms: count,
  rss_bytes: count,
});
export type IngestStatus = z.infer<typeof Row>;

/** The newest word of each ingest process of the last hour. */
export function readIngestStatus(store: Store): Promise<IngestStatus[]> {
  return store.query({
    name: "ingestStatus",
    sql: `SELECT s.*, toUnixTimestamp64Milli(s.recorded_at) AS recorded_ms, toUnixTimestamp64Milli(s.started_at) AS started_ms
FROM ingest_status AS s
WHERE s.recorded_at > now64(3) - INTERVAL 1 HOUR
ORDER BY s.recorded_at DESC
LIMIT 1 BY s.writer
LIMIT 20
SETTINGS max_execution_time = 5, max_memory_usage = 500000000`,
    schema: Row,
  });
}
