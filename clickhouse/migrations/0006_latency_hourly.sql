-- Latency series by model: a fraction of the rows of usage_hourly.
CREATE TABLE IF NOT EXISTS latency_hourly ${on_cluster} (
  hour DateTime('UTC') CODEC(Delta, ZSTD(1)),
  project LowCardinality(String),
  environment LowCardinality(String),
  operation LowCardinality(String),
  model LowCardinality(String),
  calls SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  errors SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  duration_histogram SimpleAggregateFunction(sumMap, Map(UInt8, Int64)) CODEC(ZSTD(1)),
  ttft_histogram SimpleAggregateFunction(sumMap, Map(UInt8, Int64)) CODEC(ZSTD(1))
)
ENGINE = ${engine}AggregatingMergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (project, hour, environment, operation, model)
SETTINGS non_replicated_deduplication_window = 10000, replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800;

CREATE MATERIALIZED VIEW IF NOT EXISTS latency_hourly_from_usage_hourly ${on_cluster} TO latency_hourly AS
SELECT
  u.hour AS hour,
  u.project AS project, u.environment AS environment, u.operation AS operation, u.model AS model,
  sum(u.calls) AS calls,
  sum(u.errors) AS errors,
  sumMap(u.duration_histogram) AS duration_histogram,
  sumMap(u.ttft_histogram) AS ttft_histogram
FROM usage_hourly AS u
GROUP BY hour, project, environment, operation, model;
