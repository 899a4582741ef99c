-- Dated reference rates that the user imports; none is invented.
-- Versioned: every change is a row and none is merged away (version is in the key), so the table is its own history.
-- The current state is the newest version of a key.
CREATE TABLE IF NOT EXISTS currency_rates ${on_cluster} (
  project String,
  day Date,
  currency LowCardinality(String),
  units_per_usd String,
  version UInt64,                                   -- UTC milliseconds of the change, or one more than the last
  changed_at DateTime64(3, 'UTC'),
  changed_by String,
  deleted UInt8
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, currency, day, version);
