-- A project's own prices, before the library's. USD per million tokens as decimal text, '' = not priced.
-- Versioned: every change is a row and none is merged away (version is in the key), so the table is its own history.
-- The current state is the newest version of a key.
CREATE TABLE IF NOT EXISTS price_overrides ${on_cluster} (
  id String,
  project String,
  provider String,
  model String,
  input_per_mtok String,
  cache_read_per_mtok String,
  cache_write_5m_per_mtok String,
  cache_write_1h_per_mtok String,
  output_per_mtok String,
  per_request String,
  valid_from DateTime64(3, 'UTC'),
  valid_until Nullable(DateTime64(3, 'UTC')),
  note String,
  version UInt64,                                   -- UTC milliseconds of the change, or one more than the last
  changed_at DateTime64(3, 'UTC'),
  changed_by String,
  deleted UInt8
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, id, version);
