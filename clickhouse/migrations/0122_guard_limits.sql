-- Thresholds of the runaway rules, per project ('' as feature) and per feature. What a record leaves out is inherited.
CREATE TABLE IF NOT EXISTS guard_limits ${on_cluster} (
  project String,
  feature String,
  mode String,                                      -- 'observe', 'block', '' = inherited
  limits String,                                    -- JSON object, names of the API
  version UInt64,
  changed_at DateTime64(3, 'UTC'),
  changed_by String,
  deleted UInt8
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, feature, version);
