-- Sums and latency histograms per hour and every dimension but tenant. Fed from `spans` and from `adjustments`.
-- Histogram: bucket b holds durations of 100 us * 2^(b/8) .. 2^((b+1)/8); counts are signed so that a reversal takes out.
-- `model` is the requested model, or the answering one when only that is known.
CREATE TABLE IF NOT EXISTS usage_hourly (
  hour DateTime('UTC') CODEC(Delta, ZSTD(1)),
  project LowCardinality(String),
  environment LowCardinality(String),
  feature LowCardinality(String),
  prompt_name LowCardinality(String),
  prompt_version LowCardinality(String),
  operation LowCardinality(String),
  provider LowCardinality(String),
  model LowCardinality(String),
  calls SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  errors SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  unpriced_calls SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  no_usage_calls SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  cached_calls SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  uncached_input_tokens SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  cache_read_tokens SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  cache_write_5m_tokens SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  cache_write_1h_tokens SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  output_tokens SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  reasoning_tokens SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  input_cost SimpleAggregateFunction(sum, Decimal(38, 12)) CODEC(ZSTD(1)),
  cache_read_cost SimpleAggregateFunction(sum, Decimal(38, 12)) CODEC(ZSTD(1)),
  cache_write_cost SimpleAggregateFunction(sum, Decimal(38, 12)) CODEC(ZSTD(1)),
  output_cost SimpleAggregateFunction(sum, Decimal(38, 12)) CODEC(ZSTD(1)),
  other_cost SimpleAggregateFunction(sum, Decimal(38, 12)) CODEC(ZSTD(1)),
  total_cost SimpleAggregateFunction(sum, Decimal(38, 12)) CODEC(ZSTD(1)),
  saved_cost SimpleAggregateFunction(sum, Decimal(38, 12)) CODEC(ZSTD(1)),
  reported_cost SimpleAggregateFunction(sum, Decimal(38, 12)) CODEC(ZSTD(1)),
  duration_histogram SimpleAggregateFunction(sumMap, Map(UInt8, Int64)) CODEC(ZSTD(1)),
  ttft_histogram SimpleAggregateFunction(sumMap, Map(UInt8, Int64)) CODEC(ZSTD(1))
)
ENGINE = ${engine}AggregatingMergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (project, hour, environment, feature, prompt_name, prompt_version, operation, provider, model)
SETTINGS non_replicated_deduplication_window = 10000;
