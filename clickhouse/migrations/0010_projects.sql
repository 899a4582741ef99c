-- Versioned: every change is a row and none is merged away (version is in the key), so the table is its own history.
-- The current state is the newest version of a key.
CREATE TABLE IF NOT EXISTS projects ${on_cluster} (
  id String,
  name String,
  currency LowCardinality(String) DEFAULT 'USD',
  time_zone LowCardinality(String) DEFAULT 'UTC',
  cost_source LowCardinality(String) DEFAULT 'computed',   -- computed | client_reported
  is_demo UInt8,
  version UInt64,                                   -- UTC milliseconds of the change, or one more than the last
  changed_at DateTime64(3, 'UTC'),
  changed_by String,
  deleted UInt8
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (id, version);
