-- What fired and what recovered, with its evidence. The id is made from what happened, so that telling it twice is one row.
CREATE TABLE IF NOT EXISTS alert_events ${on_cluster} (
  project String,
  id String,
  at DateTime64(3, 'UTC'),
  source LowCardinality(String),                    -- budget | rule | runaway | ledger | test
  source_id String,                                 -- of the budget, the rule, ...
  subject String,                                   -- which value of a fan-out, '' = none
  kind LowCardinality(String),                      -- fired | recovered
  severity LowCardinality(String),                  -- info | warning | critical
  title String,
  sentence String,
  evidence String,                                  -- JSON: figure, threshold, filters, trace ids
  channels Array(String),                           -- ids; empty = every channel of the project
  muted UInt8                                       -- 1: in the history only, nobody was told
)
ENGINE = ${engine}ReplacingMergeTree(at)
ORDER BY (project, id)
TTL toDateTime(at) + INTERVAL 400 DAY;
