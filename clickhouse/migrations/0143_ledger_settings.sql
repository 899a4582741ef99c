-- Whether and as what a project's records are logged. Versioned like `projects`; every change is also a record in the log.
CREATE TABLE IF NOT EXISTS ledger_settings ${on_cluster} (
  project String,
  enabled UInt8 DEFAULT 1,
  role LowCardinality(String) DEFAULT '',           -- '' | provider | deployer | both
  annex3 LowCardinality(String) DEFAULT '',         -- point of Annex III, such as 4(a); '' for none
  policy_version String DEFAULT '',
  ifu_version String DEFAULT '',                    -- version of the instructions for use
  version UInt64,
  changed_at DateTime64(3, 'UTC'),
  changed_by String,
  deleted UInt8
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, version);
-- How long each class of data is kept, in days; '' keeps it for ever.
CREATE TABLE IF NOT EXISTS retention_settings ${on_cluster} (
  project String,
  content_days String DEFAULT '',                   -- span_content: texts and salts
  span_days String DEFAULT '',                      -- spans
  record_days String DEFAULT '',                    -- bodies of ledger_entries; entries stay
  version UInt64,
  changed_at DateTime64(3, 'UTC'),
  changed_by String,
  deleted UInt8
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, version);
