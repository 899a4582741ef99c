-- What must not expire or be erased for now. Versioned; releasing one is a row with deleted = 1, and a record in the log.
CREATE TABLE IF NOT EXISTS holds ${on_cluster} (
  project String,
  id String,
  scope LowCardinality(String),                     -- project | user | tenant | session | trace
  scope_value String,                               -- '' for the whole project
  basis LowCardinality(String),                     -- such as aiact:73:6, litigation
  owner String,
  note String,
  review_at Nullable(DateTime64(3, 'UTC')),
  version UInt64,
  changed_at DateTime64(3, 'UTC'),
  changed_by String,
  deleted UInt8
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, id, version);
