-- The evidence log: one row per record. `entry` and `body` are what counts, the other columns are for look-ups and are
-- checked against them. A log is named by (project, log); `log` belongs to one spool folder, idx counts from 0 without a gap.
-- Never updated; a body may be emptied once its retention has passed or it was erased, an entry never goes.
CREATE TABLE IF NOT EXISTS ledger_entries ${on_cluster} (
  project LowCardinality(String),
  log LowCardinality(String),
  idx UInt64 CODEC(Delta(8), ZSTD(1)),
  entry FixedString(96) CODEC(ZSTD(1)),
  body String CODEC(ZSTD(3)),                       -- JCS, hashed as it is
  logged_at DateTime64(6, 'UTC') CODEC(Delta(8), ZSTD(1)),
  end_time DateTime64(6, 'UTC') CODEC(Delta(8), ZSTD(1)),
  -- observation | oversight | risk | incident | change | evaluation | notice | erasure | access | control | amendment | hold
  kind LowCardinality(String),
  sys LowCardinality(String),
  trace_id FixedString(16) CODEC(ZSTD(1)),          -- zero bytes when the record is about no span
  span_id FixedString(8) CODEC(ZSTD(1)),
  writer LowCardinality(String),                    -- with seq: the row of `spans` and `span_content`; '' for none
  seq UInt64 CODEC(Delta(8), ZSTD(1)),
  record_id String CODEC(ZSTD(1)),                  -- with project: rows of `ledger_openings`; '' for records of spans
  segment String CODEC(ZSTD(1)),                    -- the spool segment that brought it
  INDEX ix_trace trace_id TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX ix_record record_id TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX ix_segment segment TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX ix_logged logged_at TYPE minmax GRANULARITY 1,
  INDEX ix_end end_time TYPE minmax GRANULARITY 1
)
ENGINE = ${engine}MergeTree
PARTITION BY toYYYYMM(logged_at)
ORDER BY (project, log, idx)
SETTINGS index_granularity = 2048, non_replicated_deduplication_window = 10000, replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800, fsync_after_insert = 1, fsync_part_directory = 1;
