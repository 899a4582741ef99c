-- Signed states of the logs. Signed only after the entries are in `ledger_entries` and the head is on the writer's disk.
CREATE TABLE IF NOT EXISTS ledger_checkpoints ${on_cluster} (
  project LowCardinality(String),
  log LowCardinality(String),
  size UInt64 CODEC(Delta(8), ZSTD(1)),
  root FixedString(32) CODEC(NONE),
  note String CODEC(ZSTD(1)),                       -- C2SP tlog-checkpoint with its signatures
  last_logged_at DateTime64(6, 'UTC') CODEC(Delta(8), ZSTD(1)),
  signed_at DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1))
)
ENGINE = ${engine}ReplacingMergeTree(signed_at)
ORDER BY (project, log, size)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
-- The register of all logs and of the keys that sign them: a log has at least the row of its first key.
CREATE TABLE IF NOT EXISTS ledger_keys ${on_cluster} (
  project LowCardinality(String),
  log LowCardinality(String),
  origin String,
  vkey String,
  from_size UInt64,                                 -- checkpoints above this size may carry the key
  reason LowCardinality(String),                    -- genesis | rotation | ...
  created_at DateTime64(3, 'UTC')
)
ENGINE = ${engine}ReplacingMergeTree(created_at)
ORDER BY (project, log, vkey)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
