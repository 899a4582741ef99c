-- Signing keys, Slack addresses and SMTP passwords of channels, readable: they are needed to send. Never listed, never in
-- a history or an export; only the newest version is kept.
CREATE TABLE IF NOT EXISTS channel_secrets ${on_cluster} (
  project String,
  channel String,
  secret String,
  version UInt64,
  changed_at DateTime64(3, 'UTC')
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, channel);
