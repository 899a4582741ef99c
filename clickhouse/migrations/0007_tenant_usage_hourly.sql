-- The second family: tenant x feature. One roll-up with tenant and all the other dimensions hardly compresses.
CREATE TABLE IF NOT EXISTS tenant_usage_hourly ${on_cluster} (
  hour DateTime('UTC') CODEC(Delta, ZSTD(1)),
  project LowCardinality(String),
  environment LowCardinality(String),
  tenant LowCardinality(String),
  feature LowCardinality(String),
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
  reported_cost SimpleAggregateFunction(sum, Decimal(38, 12)) CODEC(ZSTD(1))
)
ENGINE = ${engine}AggregatingMergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (project, hour, environment, tenant, feature)
SETTINGS non_replicated_deduplication_window = 10000, replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800;

CREATE MATERIALIZED VIEW IF NOT EXISTS tenant_usage_hourly_from_spans ${on_cluster} TO tenant_usage_hourly AS
SELECT
  toStartOfHour(s.start_time) AS hour,
  s.project AS project, s.environment AS environment, s.tenant AS tenant, s.feature AS feature,
  sum(toInt64(1)) AS calls,
  sumIf(toInt64(1), s.status = 'error') AS errors,
  sumIf(toInt64(1), s.cost_status = 'unpriced' AND s.billing_state != 'cached') AS unpriced_calls,
  sumIf(toInt64(1), s.cost_status = 'no_usage' AND s.billing_state != 'cached') AS no_usage_calls,
  sumIf(toInt64(1), s.billing_state = 'cached') AS cached_calls,
  sumIf(toInt64(s.uncached_input_tokens), s.billing_state != 'cached') AS uncached_input_tokens,
  sumIf(toInt64(s.cache_read_tokens), s.billing_state != 'cached') AS cache_read_tokens,
  sumIf(toInt64(s.cache_write_5m_tokens), s.billing_state != 'cached') AS cache_write_5m_tokens,
  sumIf(toInt64(s.cache_write_1h_tokens), s.billing_state != 'cached') AS cache_write_1h_tokens,
  sumIf(toInt64(s.output_tokens), s.billing_state != 'cached') AS output_tokens,
  sumIf(toInt64(s.reasoning_tokens), s.billing_state != 'cached') AS reasoning_tokens,
  sumIf(s.input_cost, s.billing_state != 'cached') AS input_cost,
  sumIf(s.cache_read_cost, s.billing_state != 'cached') AS cache_read_cost,
  sumIf(s.cache_write_cost, s.billing_state != 'cached') AS cache_write_cost,
  sumIf(s.output_cost, s.billing_state != 'cached') AS output_cost,
  sumIf(s.other_cost, s.billing_state != 'cached') AS other_cost,
  sumIf(s.total_cost, s.billing_state != 'cached') AS total_cost,
  sumIf(s.total_cost, s.billing_state = 'cached') AS saved_cost,
  sumIf(ifNull(s.reported_cost, 0), s.billing_state != 'cached') AS reported_cost
FROM spans AS s
WHERE s.booked = 1 AND s.role != 'none'
GROUP BY hour, project, environment, tenant, feature;

CREATE MATERIALIZED VIEW IF NOT EXISTS tenant_usage_hourly_from_adjustments ${on_cluster} TO tenant_usage_hourly AS
SELECT
  toStartOfHour(a.start_time) AS hour,
  a.project AS project, a.environment AS environment, a.tenant AS tenant, a.feature AS feature,
  sum(toInt64(a.calls)) AS calls,
  sumIf(toInt64(a.calls), a.status = 'error') AS errors,
  sumIf(toInt64(a.calls), a.cost_status = 'unpriced' AND a.billing_state != 'cached') AS unpriced_calls,
  sumIf(toInt64(a.calls), a.cost_status = 'no_usage' AND a.billing_state != 'cached') AS no_usage_calls,
  sumIf(toInt64(a.calls), a.billing_state = 'cached') AS cached_calls,
  sumIf(toInt64(a.uncached_input_tokens), a.billing_state != 'cached') AS uncached_input_tokens,
  sumIf(toInt64(a.cache_read_tokens), a.billing_state != 'cached') AS cache_read_tokens,
  sumIf(toInt64(a.cache_write_5m_tokens), a.billing_state != 'cached') AS cache_write_5m_tokens,
  sumIf(toInt64(a.cache_write_1h_tokens), a.billing_state != 'cached') AS cache_write_1h_tokens,
  sumIf(toInt64(a.output_tokens), a.billing_state != 'cached') AS output_tokens,
  sumIf(toInt64(a.reasoning_tokens), a.billing_state != 'cached') AS reasoning_tokens,
  sumIf(a.input_cost, a.billing_state != 'cached') AS input_cost,
  sumIf(a.cache_read_cost, a.billing_state != 'cached') AS cache_read_cost,
  sumIf(a.cache_write_cost, a.billing_state != 'cached') AS cache_write_cost,
  sumIf(a.output_cost, a.billing_state != 'cached') AS output_cost,
  sumIf(a.other_cost, a.billing_state != 'cached') AS other_cost,
  sumIf(a.total_cost, a.billing_state != 'cached') AS total_cost,
  sumIf(a.total_cost, a.billing_state = 'cached') AS saved_cost,
  sumIf(ifNull(a.reported_cost, 0) * a.calls, a.billing_state != 'cached') AS reported_cost
FROM adjustments AS a
GROUP BY hour, project, environment, tenant, feature;
