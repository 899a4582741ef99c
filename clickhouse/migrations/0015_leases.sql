-- Who does a job that only one process may do at a time (the reconciler). The newest row of a name holds until expires_at.
CREATE TABLE IF NOT EXISTS leases ${on_cluster} (
  name String,
  holder String,
  acquired_at DateTime64(3, 'UTC'),
  expires_at DateTime64(3, 'UTC'),
  version UInt64
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (name, holder);
