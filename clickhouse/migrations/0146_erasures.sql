-- The register of erasures: what was asked and done, never whose data it was. A row per step; the newest version holds.
-- subject_digest = SHA-256(salt, kind, value): enough to do it again after a backup was restored.
CREATE TABLE IF NOT EXISTS erasures ${on_cluster} (
  project LowCardinality(String),
  id String,                                        -- UUID v7, `d.req` of the log's record
  state LowCardinality(String),                     -- requested | running | done | held | refused | failed
  subject_kind LowCardinality(String),              -- user | tenant | session | trace | text
  subject_salt String,
  subject_digest FixedString(32),
  basis LowCardinality(String),                     -- such as gdpr:17:1:b
  reason String,                                    -- why it was refused, held or failed
  spans UInt64,
  contents UInt64,
  records UInt64,
  -- where it was searched for afterwards and how often it was found there, JSON { "table": count }
  found_after String,
  log LowCardinality(String),                       -- the erasure's own record
  record_id String,
  requested_by String,
  requested_at DateTime64(3, 'UTC'),
  done_at Nullable(DateTime64(3, 'UTC')),
  version UInt64
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, id);
-- The subject in clear, only until its erasure is done: the row is then deleted physically.
CREATE TABLE IF NOT EXISTS erasure_subjects ${on_cluster} (
  project LowCardinality(String),
  id String,
  kind LowCardinality(String),
  value String
)
ENGINE = ${engine}MergeTree
ORDER BY (project, id)
SETTINGS old_parts_lifetime = 1, fsync_after_insert = 1, fsync_part_directory = 1;
