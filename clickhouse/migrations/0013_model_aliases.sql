-- What a project calls a model (an Azure deployment, a proxy's name) and what it is.
-- Versioned: every change is a row and none is merged away (version is in the key), so the table is its own history.
-- The current state is the newest version of a key.
CREATE TABLE IF NOT EXISTS model_aliases ${on_cluster} (
  project String,
  provider String,
  alias String,
  target_provider String,
  target_model String,
  version UInt64,                                   -- UTC milliseconds of the change, or one more than the last
  changed_at DateTime64(3, 'UTC'),
  changed_by String,
  deleted UInt8
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, provider, alias, version);
