-- Checks of a log against storage. A row per step of each; the newest version of an id holds. A page asks for one by
-- writing a row with state requested; the ingest that holds the lease runs it.
CREATE TABLE IF NOT EXISTS ledger_verifications ${on_cluster} (
  project LowCardinality(String),
  id String,                                        -- UUID v7
  log LowCardinality(String),                       -- '' in a request: every log of the project
  trigger LowCardinality(String),                   -- nightly | asked
  state LowCardinality(String),                     -- requested | running | passed | failed | error
  first_idx UInt64,
  last_idx UInt64,                                  -- exclusive
  checked UInt64,                                   -- entries so far
  -- of the checked ones
  bodies UInt64,
  contents_checked UInt64,                          -- fields whose opening matched
  contents_erased UInt64,                           -- fields that an erasure record covers
  spans_checked UInt64,
  -- the first that is wrong; problem '' = none
  problem LowCardinality(String),                   -- entry_changed | entry_missing | body_changed | content_changed | content_missing | span_changed | span_missing | checkpoint_differs | ...
  bad_idx Nullable(UInt64),
  detail String,                                    -- one sentence for people
  problems UInt64,                                  -- how many in all
  size UInt64,                                      -- of the checkpoint it was compared with
  root FixedString(32),
  started_at DateTime64(3, 'UTC'),
  changed_at DateTime64(3, 'UTC'),
  requested_by String,
  version UInt64
)
ENGINE = ${engine}ReplacingMergeTree(version)
ORDER BY (project, id, log);
