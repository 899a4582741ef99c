-- The outbox and its log: every state of a message is a row, the newest version of an id holds. The id is the idempotency
-- key that receivers see.
CREATE TABLE IF NOT EXISTS deliveries ${on_cluster} (
  project String,
  id String,
  channel String,
  events Array(String),                             -- ids of alert_events in the message
  event_count UInt32,
  title String,
  state LowCardinality(String),                     -- pending | delivered | failed
  attempt UInt32,
  status_code UInt16,                               -- of the receiver's last answer, 0 = none
  error String,
  took_ms UInt32,
  created_at DateTime64(3, 'UTC'),
  next_attempt_at DateTime64(3, 'UTC'),
  recorded_at DateTime64(3, 'UTC'),
  version UInt64
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, id, version)
TTL toDateTime(created_at) + INTERVAL 180 DAY;
