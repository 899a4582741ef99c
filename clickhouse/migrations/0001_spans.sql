-- One row per accepted span, without content. Rows never change: what is found out later is a row in `adjustments`.
-- (project, start_time): newest-first lists read in order and a trace's spans stay within 1-2 granules.
CREATE TABLE IF NOT EXISTS spans ${on_cluster} (
  project LowCardinality(String),
  environment LowCardinality(String),
  service LowCardinality(String),
  feature LowCardinality(String),
  tenant LowCardinality(String),
  user_id String CODEC(ZSTD(1)),
  session_id String CODEC(ZSTD(1)),
  agent LowCardinality(String),
  workflow LowCardinality(String),
  prompt_name LowCardinality(String),
  prompt_version LowCardinality(String),
  -- identity
  trace_id FixedString(16) CODEC(ZSTD(1)),          -- raw bytes; lower(hex(trace_id)) to show
  span_id FixedString(8) CODEC(NONE),               -- random: no codec helps
  parent_span_id FixedString(8) CODEC(ZSTD(1)),     -- eight zero bytes = root
  name LowCardinality(String),
  scope_name LowCardinality(String),
  scope_version LowCardinality(String),
  -- what it is
  role Enum8('none' = 0, 'call' = 1, 'rollup' = 2),
  op_class LowCardinality(String),
  operation LowCardinality(String),
  provider LowCardinality(String),
  request_model LowCardinality(String),
  response_model LowCardinality(String),
  response_id String CODEC(ZSTD(1)),
  service_tier LowCardinality(String),
  region LowCardinality(String),
  -- time, UTC nanoseconds
  start_time DateTime64(9, 'UTC') CODEC(Delta(8), ZSTD(1)),
  duration_ns UInt64 CODEC(T64, ZSTD(1)),
  ttft_ns UInt64 CODEC(T64, ZSTD(1)),               -- 0 = not reported
  -- outcome
  status Enum8('unset' = 0, 'ok' = 1, 'error' = 2),
  error_type LowCardinality(String),
  finish_reasons Array(LowCardinality(String)),
  tool_name LowCardinality(String),
  tool_call_id String CODEC(ZSTD(1)),
  cache_tier LowCardinality(String),
  cache_entry_tenant LowCardinality(String),
  -- usage: the span's own disjoint buckets, whether or not they are billed here
  uncached_input_tokens UInt64 CODEC(T64, ZSTD(1)),
  cache_read_tokens UInt64 CODEC(T64, ZSTD(1)),
  cache_write_5m_tokens UInt64 CODEC(T64, ZSTD(1)),
  cache_write_1h_tokens UInt64 CODEC(T64, ZSTD(1)),
  output_tokens UInt64 CODEC(T64, ZSTD(1)),
  reasoning_tokens UInt64 CODEC(T64, ZSTD(1)),      -- inside output_tokens
  -- usage as reported and details, JSON: { raw: {input, output, total}, modality: {...}, units: {...} }; '' without usage
  usage_detail String CODEC(ZSTD(3)),
  token_rule LowCardinality(String),
  token_confidence UInt8,                           -- 0..100
  flags Array(LowCardinality(String)),
  -- cost in USD, exact to the pico-dollar; 0 unless cost_status is priced, estimated or client_reported
  input_cost Decimal(18, 12) CODEC(ZSTD(1)),
  cache_read_cost Decimal(18, 12) CODEC(ZSTD(1)),
  cache_write_cost Decimal(18, 12) CODEC(ZSTD(1)),
  output_cost Decimal(18, 12) CODEC(ZSTD(1)),
  other_cost Decimal(18, 12) CODEC(ZSTD(1)),
  total_cost Decimal(18, 12) CODEC(ZSTD(1)),
  reported_cost Nullable(Decimal(18, 12)) CODEC(ZSTD(1)),
  -- priced | estimated (priced, but from estimated token counts) | client_reported | unpriced | no_usage | subscription
  cost_status LowCardinality(String),
  unpriced_reason LowCardinality(String),
  price_id LowCardinality(String),
  price_source LowCardinality(String),              -- 'genai-prices 0.1.8'
  price_date LowCardinality(String),                -- ISO date from which the price holds, '' = always
  price_modifiers Array(LowCardinality(String)),
  -- the bill, as decided when the row was written; later decisions are in `adjustments`
  billing_state Enum8('none' = 0, 'billed' = 1, 'provisional' = 2, 'superseded' = 3, 'duplicate' = 4, 'cached' = 5),
  superseded_by FixedString(8),
  booked UInt8,                                     -- 1: counted in the roll-ups when this row was written
  -- bookkeeping
  received_at DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),
  writer LowCardinality(String),                    -- one ingest process run
  seq UInt64 CODEC(Delta(8), ZSTD(1)),              -- with writer: the row's own identity, unlike (trace_id, span_id)
  identity String CODEC(ZSTD(3)),                   -- JSON of Call.identity, for resolving dimensions again
  attributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
  INDEX ix_trace trace_id TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX ix_session session_id TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX ix_user user_id TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX ix_tenant tenant TYPE bloom_filter(0.02) GRANULARITY 1,
  INDEX ix_received received_at TYPE minmax GRANULARITY 1
)
ENGINE = ${engine}MergeTree
PARTITION BY toMonday(start_time)
ORDER BY (project, start_time)
SETTINGS index_granularity = 8192, ttl_only_drop_parts = 1, non_replicated_deduplication_window = 10000, replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800;
