-- What the runaway rules found: one record per trace and rule. Versioned: every change of state is a row and none is
-- merged away (version is in the key), so the table is its own history of who halted and who released.
CREATE TABLE IF NOT EXISTS runaways ${on_cluster} (
  project String,
  trace_id String,                                  -- 32 lower-case hex digits
  rule String,                                      -- RunawayRule of @spanledger/guard, or 'manual'
  severity String,                                  -- 'warning', 'critical'
  sentence String,
  first_span_id String,
  evidence_span_ids String,                         -- JSON array
  feature String,
  tenant String,
  agent String,
  spent_usd String,                                 -- decimal text, '' = no priced call
  avoided_usd String,                               -- decimal text, '' = not known
  detected_at DateTime64(3, 'UTC'),
  state String,                                     -- 'watching', 'alerted', 'halted', 'released', 'resolved'
  version UInt64,                                   -- UTC milliseconds of the change, or one more than the last
  changed_at DateTime64(3, 'UTC'),
  changed_by String,
  deleted UInt8
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, trace_id, rule, version);
