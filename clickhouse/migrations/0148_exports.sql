-- Evidence exports, asked for and made. A row per step; the newest version of an id holds. The log's record of kind access is written
-- before the file may be downloaded.
CREATE TABLE IF NOT EXISTS exports ${on_cluster} (
  project LowCardinality(String),
  id String,                                        -- UUID v7
  state LowCardinality(String),                     -- requested | running | ready | failed | deleted
  step LowCardinality(String),
  progress Float32,                                 -- 0..1
  system String,
  event_from DateTime64(6, 'UTC'),
  event_to DateTime64(6, 'UTC'),
  purpose LowCardinality(String),
  profile LowCardinality(String),                   -- redaction profile
  options String,                                   -- JSON
  entries UInt64,
  records UInt64,
  bytes UInt64,
  sha256 String,                                    -- of the ZIP, hex
  manifest_sha256 String,
  file String,                                      -- name in the exports folder
  record_id String,                                 -- of the access record
  error String,
  requested_by String,
  requested_at DateTime64(3, 'UTC'),
  finished_at Nullable(DateTime64(3, 'UTC')),
  version UInt64
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, id);
