-- Signed corrections, append-only. A total is spans (where booked) + adjustments, in every query.
-- One revision of a row in `spans` is: a `reverse` row (the old dimensions, minus the old booked amounts; only if it was
-- booked) and a `book` row (the new dimensions, plus the new amounts, or zeros if it is no longer counted).
-- The newest `book` row says the current state. start_time is the SPAN's, so both land in its roll-up rows.
-- A `reverse` row carries calls = -1, minus the old amounts, and the OLD dimensions, status, cost_status and billing_state,
-- so that the counts of errors, unpriced, usage-less and cached calls go down again where they went up. A `book` row carries
-- the new ones and calls = +1 (0, with zero amounts, when the row is no longer counted).
-- billing_state 'cached': the amounts are what the call would have cost (signed like any other). The views count them as
-- saved, not as spent, for spans and adjustments alike.
CREATE TABLE IF NOT EXISTS adjustments ${on_cluster} (
  project LowCardinality(String),
  environment LowCardinality(String),
  service LowCardinality(String),
  feature LowCardinality(String),
  tenant LowCardinality(String),
  user_id String,
  session_id String,
  agent LowCardinality(String),
  workflow LowCardinality(String),
  prompt_name LowCardinality(String),
  prompt_version LowCardinality(String),
  trace_id FixedString(16),
  span_id FixedString(8),
  name LowCardinality(String),
  role Enum8('none' = 0, 'call' = 1, 'rollup' = 2),
  op_class LowCardinality(String),
  operation LowCardinality(String),
  provider LowCardinality(String),
  request_model LowCardinality(String),
  response_model LowCardinality(String),
  start_time DateTime64(9, 'UTC') CODEC(Delta(8), ZSTD(1)),
  status Enum8('unset' = 0, 'ok' = 1, 'error' = 2),
  cache_tier LowCardinality(String),
  duration_ns UInt64,
  ttft_ns UInt64,
  -- which row of `spans` this corrects, and the how-manieth correction of it
  writer LowCardinality(String),
  seq UInt64,
  revision UInt32,
  entry Enum8('reverse' = 0, 'book' = 1),
  -- superseded | duplicate | only_carrier | inherited | merged | repriced | late_parent | removed
  reason LowCardinality(String),
  recorded_at DateTime64(3, 'UTC'),
  recorded_by LowCardinality(String),               -- 'reconciler' or the id of a person's key
  -- the state after this entry
  billing_state Enum8('none' = 0, 'billed' = 1, 'provisional' = 2, 'superseded' = 3, 'duplicate' = 4, 'cached' = 5),
  superseded_by FixedString(8),
  cost_status LowCardinality(String),
  unpriced_reason LowCardinality(String),
  price_id LowCardinality(String),
  price_source LowCardinality(String),
  price_date LowCardinality(String),
  price_modifiers Array(LowCardinality(String)),
  -- signed amounts
  calls Int8,                                       -- +1, -1 or 0
  uncached_input_tokens Int64,
  cache_read_tokens Int64,
  cache_write_5m_tokens Int64,
  cache_write_1h_tokens Int64,
  output_tokens Int64,
  reasoning_tokens Int64,
  input_cost Decimal(18, 12),
  cache_read_cost Decimal(18, 12),
  cache_write_cost Decimal(18, 12),
  output_cost Decimal(18, 12),
  other_cost Decimal(18, 12),
  total_cost Decimal(18, 12),
  reported_cost Nullable(Decimal(18, 12)),          -- unsigned: the client's figure; views multiply it by calls
  INDEX ix_trace trace_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ${engine}MergeTree
PARTITION BY toMonday(start_time)
ORDER BY (project, start_time, trace_id, span_id)
SETTINGS non_replicated_deduplication_window = 10000, replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800;
