-- usage_hourly per UTC day: the tier that answers 90 days at once.
CREATE TABLE IF NOT EXISTS usage_daily ${on_cluster} (
  day Date CODEC(Delta, ZSTD(1)),
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
PARTITION BY toYYYYMM(day)
ORDER BY (project, day, environment, feature, prompt_name, prompt_version, operation, provider, model)
SETTINGS non_replicated_deduplication_window = 10000, replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800;

CREATE MATERIALIZED VIEW IF NOT EXISTS usage_daily_from_usage_hourly ${on_cluster} TO usage_daily AS
SELECT
  toDate(u.hour) AS day,
  u.project AS project, u.environment AS environment, u.feature AS feature, u.prompt_name AS prompt_name, u.prompt_version AS prompt_version, u.operation AS operation, u.provider AS provider, u.model AS model,
  sum(u.calls) AS calls,
  sum(u.errors) AS errors,
  sum(u.unpriced_calls) AS unpriced_calls,
  sum(u.no_usage_calls) AS no_usage_calls,
  sum(u.cached_calls) AS cached_calls,
  sum(u.uncached_input_tokens) AS uncached_input_tokens,
  sum(u.cache_read_tokens) AS cache_read_tokens,
  sum(u.cache_write_5m_tokens) AS cache_write_5m_tokens,
  sum(u.cache_write_1h_tokens) AS cache_write_1h_tokens,
  sum(u.output_tokens) AS output_tokens,
  sum(u.reasoning_tokens) AS reasoning_tokens,
  sum(u.input_cost) AS input_cost,
  sum(u.cache_read_cost) AS cache_read_cost,
  sum(u.cache_write_cost) AS cache_write_cost,
  sum(u.output_cost) AS output_cost,
  sum(u.other_cost) AS other_cost,
  sum(u.total_cost) AS total_cost,
  sum(u.saved_cost) AS saved_cost,
  sum(u.reported_cost) AS reported_cost,
  sumMap(u.duration_histogram) AS duration_histogram,
  sumMap(u.ttft_histogram) AS ttft_histogram
FROM usage_hourly AS u
GROUP BY day, project, environment, feature, prompt_name, prompt_version, operation, provider, model;
