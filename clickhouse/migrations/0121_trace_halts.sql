-- What the stream tells the exporters about a trace: every ingest process reads it once a second at the latest.
CREATE TABLE IF NOT EXISTS trace_halts ${on_cluster} (
  project String,
  trace_id String,
  tenant String,
  rule String,
  severity String,
  sentence String,
  first_span_id String,
  evidence_span_ids String,                         -- JSON array
  spent_usd String,
  detected_at DateTime64(3, 'UTC'),
  expires_at DateTime64(3, 'UTC'),                  -- no trace is halted for ever
  action String,                                    -- 'observe', 'block'
  version UInt64,
  changed_at DateTime64(3, 'UTC'),
  changed_by String,
  deleted UInt8                                     -- released
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, trace_id, version);
