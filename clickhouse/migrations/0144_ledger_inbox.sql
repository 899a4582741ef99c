-- Records that pages and the API want logged. The body holds commitments, never content. The ingest that holds the lease
-- takes them up; done is what has an entry with the same record_id.
CREATE TABLE IF NOT EXISTS ledger_inbox ${on_cluster} (
  project LowCardinality(String),
  record_id String,                                 -- UUID v7: sorts by time
  kind LowCardinality(String),
  sys LowCardinality(String),
  start_us UInt64,
  end_us UInt64,
  trace_id FixedString(16),
  span_id FixedString(8),
  body String CODEC(ZSTD(3)),
  created_at DateTime64(3, 'UTC'),
  created_by String
)
ENGINE = ${engine}MergeTree
PARTITION BY toDate(created_at)
ORDER BY (created_at, record_id)
TTL toDateTime(created_at) + INTERVAL 30 DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1;
-- Salts and values of the fields that records of pages and API commit to (reviewer, notes, targets of an erasure).
CREATE TABLE IF NOT EXISTS ledger_openings ${on_cluster} (
  project LowCardinality(String),
  record_id String,
  field LowCardinality(String),
  salt String,
  value String CODEC(ZSTD(3)),                      -- JSON
  created_at DateTime64(3, 'UTC')
)
ENGINE = ${engine}ReplacingMergeTree(created_at)
ORDER BY (project, record_id, field)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
