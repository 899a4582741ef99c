-- What is watched and when it alerts. definition: JSON of an AlertRule (packages/alerts/src/rule/alert-rule.ts).
-- Versioned: every change is a row and none is merged away (version is in the key), so the table is its own history.
-- The current state is the newest version of a key.
CREATE TABLE IF NOT EXISTS alert_rules ${on_cluster} (
  id String,
  project String,
  name String,
  definition String,
  version UInt64,                                   -- UTC milliseconds of the change, or one more than the last
  changed_at DateTime64(3, 'UTC'),
  changed_by String,
  deleted UInt8
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, id, version);
