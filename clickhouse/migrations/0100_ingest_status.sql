-- How each ingest process is doing, a row every ten seconds: the System card shows the newest row per writer.
-- Counters are since the start of the process.
CREATE TABLE IF NOT EXISTS ingest_status ${on_cluster} (
  recorded_at DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),
  writer LowCardinality(String),                    -- one ingest process run, as in spans.writer
  host LowCardinality(String),
  started_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  -- spool: acknowledged, on disk, not in ClickHouse yet
  spool_segments UInt32 CODEC(ZSTD(1)),
  spool_bytes UInt64 CODEC(ZSTD(1)),
  spool_max_bytes UInt64 CODEC(ZSTD(1)),
  spool_age_ms UInt64 CODEC(ZSTD(1)),               -- age of the oldest spooled data, 0 = nothing waits
  quarantined_segments UInt32 CODEC(ZSTD(1)),       -- damaged files set aside
  disk_full UInt8 CODEC(ZSTD(1)),
  -- load
  load_lag_ms UInt64 CODEC(ZSTD(1)),                -- acknowledged to queryable, newest segment
  load_retries UInt64 CODEC(ZSTD(1)),
  load_error String CODEC(ZSTD(1)),                 -- why the current segment is not in yet, '' = all well
  -- counters
  received_requests UInt64 CODEC(ZSTD(1)),
  received_spans UInt64 CODEC(ZSTD(1)),
  rejected_requests UInt64 CODEC(ZSTD(1)),
  rejected_spans UInt64 CODEC(ZSTD(1)),
  duplicate_spans UInt64 CODEC(ZSTD(1)),
  acknowledged_spans UInt64 CODEC(ZSTD(1)),
  stored_spans UInt64 CODEC(ZSTD(1)),
  -- process
  commit_p99_ms Float32 CODEC(ZSTD(1)),
  event_loop_p99_ms Float32 CODEC(ZSTD(1)),
  rss_bytes UInt64 CODEC(ZSTD(1))
)
ENGINE = ${engine}MergeTree
PARTITION BY toDate(recorded_at)
ORDER BY (writer, recorded_at)
TTL toDateTime(recorded_at) + INTERVAL 7 DAY
SETTINGS ttl_only_drop_parts = 1;
