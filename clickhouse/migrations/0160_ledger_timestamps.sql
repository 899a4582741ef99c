-- RFC 3161 time stamps over checkpoints: an answer of the configured authority per checkpoint, shipped with exports.
CREATE TABLE IF NOT EXISTS ledger_timestamps ${on_cluster} (
  project LowCardinality(String),
  log LowCardinality(String),
  size UInt64,                                      -- of the checkpoint in ledger_checkpoints
  note String CODEC(ZSTD(1)),                       -- the signed text that was stamped, byte for byte
  response String,                                  -- TimeStampResp, DER in base64
  authority String,                                 -- its address
  created_at DateTime64(3, 'UTC')
)
ENGINE = ${engine}ReplacingMergeTree(created_at)
ORDER BY (project, log, size)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
