-- Keys are stored as SHA-256, never as text.
-- Versioned: every change is a row and none is merged away (version is in the key), so the table is its own history.
-- The current state is the newest version of a key.
CREATE TABLE IF NOT EXISTS api_keys ${on_cluster} (
  id String,
  project String,
  label String,
  scope LowCardinality(String),                     -- ingest | read | admin
  sha256 String,                                    -- 64 lower-case hex digits
  prefix String,                                    -- first characters, to recognise the key on a page
  tenant String,                                    -- spans sent with this key belong to this tenant; '' = as they say
  created_at DateTime64(3, 'UTC'),
  revoked_at Nullable(DateTime64(3, 'UTC')),
  version UInt64,                                   -- UTC milliseconds of the change, or one more than the last
  changed_at DateTime64(3, 'UTC'),
  changed_by String,
  deleted UInt8
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, id, version);
