-- cache_hourly by tenant and feature, per UTC day.
CREATE TABLE IF NOT EXISTS tenant_cache_daily ${on_cluster} (
  day Date CODEC(Delta, ZSTD(1)),
  project LowCardinality(String),
  environment LowCardinality(String),
  tenant LowCardinality(String),
  feature LowCardinality(String),
  exact_hits SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  exact_saved SimpleAggregateFunction(sum, Decimal(38, 12)) CODEC(ZSTD(1)),
  exact_duration_ns SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  semantic_hits SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  semantic_saved SimpleAggregateFunction(sum, Decimal(38, 12)) CODEC(ZSTD(1)),
  semantic_duration_ns SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  unvalued_hits SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  read_calls SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  read_tokens SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  write_5m_tokens SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  write_1h_tokens SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  read_saved SimpleAggregateFunction(sum, Decimal(38, 12)) CODEC(ZSTD(1)),
  write_premium SimpleAggregateFunction(sum, Decimal(38, 12)) CODEC(ZSTD(1)),
  unrated_tokens SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1))
)
ENGINE = ${engine}AggregatingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (project, day, environment, tenant, feature)
SETTINGS non_replicated_deduplication_window = 10000, replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800, fsync_after_insert = 1, fsync_part_directory = 1;

-- What is stored already, once, before the views see anything new.
INSERT INTO tenant_cache_daily
SELECT * FROM (
SELECT
  toDate(s.start_time) AS day,
  s.project AS project, s.environment AS environment, s.tenant AS tenant, s.feature AS feature,
  sumIf(toInt64(1), s.billing_state = 'cached' AND s.cache_tier = 'exact') AS exact_hits,
  sumIf(s.total_cost, s.billing_state = 'cached' AND s.cache_tier = 'exact') AS exact_saved,
  sumIf(toInt64(s.duration_ns), s.billing_state = 'cached' AND s.cache_tier = 'exact') AS exact_duration_ns,
  sumIf(toInt64(1), s.billing_state = 'cached' AND s.cache_tier = 'semantic') AS semantic_hits,
  sumIf(s.total_cost, s.billing_state = 'cached' AND s.cache_tier = 'semantic') AS semantic_saved,
  sumIf(toInt64(s.duration_ns), s.billing_state = 'cached' AND s.cache_tier = 'semantic') AS semantic_duration_ns,
  sumIf(toInt64(1), s.billing_state = 'cached' AND s.cost_status NOT IN ('priced', 'estimated')) AS unvalued_hits,
  sumIf(toInt64(1), s.billing_state != 'cached' AND s.cache_read_tokens != 0) AS read_calls,
  sumIf(toInt64(s.cache_read_tokens), s.billing_state != 'cached') AS read_tokens,
  sumIf(toInt64(s.cache_write_5m_tokens), s.billing_state != 'cached') AS write_5m_tokens,
  sumIf(toInt64(s.cache_write_1h_tokens), s.billing_state != 'cached') AS write_1h_tokens,
  sumIf(toDecimal128(s.input_cost, 12) * toInt64(s.cache_read_tokens) / if(s.uncached_input_tokens = 0, 1, s.uncached_input_tokens) - s.cache_read_cost, s.billing_state != 'cached' AND s.cost_status IN ('priced', 'estimated') AND s.uncached_input_tokens != 0 AND s.input_cost != 0) AS read_saved,
  sumIf(s.cache_write_cost - toDecimal128(s.input_cost, 12) * (toInt64(s.cache_write_5m_tokens) + toInt64(s.cache_write_1h_tokens)) / if(s.uncached_input_tokens = 0, 1, s.uncached_input_tokens), s.billing_state != 'cached' AND s.cost_status IN ('priced', 'estimated') AND s.uncached_input_tokens != 0 AND s.input_cost != 0) AS write_premium,
  sumIf(toInt64(s.cache_read_tokens) + toInt64(s.cache_write_5m_tokens) + toInt64(s.cache_write_1h_tokens), s.billing_state != 'cached' AND NOT (s.cost_status IN ('priced', 'estimated') AND s.uncached_input_tokens != 0 AND s.input_cost != 0)) AS unrated_tokens
FROM spans AS s
WHERE s.booked = 1 AND s.role != 'none' AND (s.billing_state = 'cached' OR s.cache_read_tokens != 0 OR s.cache_write_5m_tokens != 0 OR s.cache_write_1h_tokens != 0)
GROUP BY day, project, environment, tenant, feature
UNION ALL
SELECT
  toDate(a.start_time) AS day,
  a.project AS project, a.environment AS environment, a.tenant AS tenant, a.feature AS feature,
  sumIf(toInt64(a.calls), a.billing_state = 'cached' AND a.cache_tier = 'exact') AS exact_hits,
  sumIf(a.total_cost, a.billing_state = 'cached' AND a.cache_tier = 'exact') AS exact_saved,
  sumIf(toInt64(a.duration_ns) * toInt64(a.calls), a.billing_state = 'cached' AND a.cache_tier = 'exact') AS exact_duration_ns,
  sumIf(toInt64(a.calls), a.billing_state = 'cached' AND a.cache_tier = 'semantic') AS semantic_hits,
  sumIf(a.total_cost, a.billing_state = 'cached' AND a.cache_tier = 'semantic') AS semantic_saved,
  sumIf(toInt64(a.duration_ns) * toInt64(a.calls), a.billing_state = 'cached' AND a.cache_tier = 'semantic') AS semantic_duration_ns,
  sumIf(toInt64(a.calls), a.billing_state = 'cached' AND a.cost_status NOT IN ('priced', 'estimated')) AS unvalued_hits,
  sumIf(toInt64(a.calls), a.billing_state != 'cached' AND a.cache_read_tokens != 0) AS read_calls,
  sumIf(toInt64(a.cache_read_tokens), a.billing_state != 'cached') AS read_tokens,
  sumIf(toInt64(a.cache_write_5m_tokens), a.billing_state != 'cached') AS write_5m_tokens,
  sumIf(toInt64(a.cache_write_1h_tokens), a.billing_state != 'cached') AS write_1h_tokens,
  sumIf(toDecimal128(a.input_cost, 12) * toInt64(a.cache_read_tokens) / if(a.uncached_input_tokens = 0, 1, a.uncached_input_tokens) - a.cache_read_cost, a.billing_state != 'cached' AND a.cost_status IN ('priced', 'estimated') AND a.uncached_input_tokens != 0 AND a.input_cost != 0) AS read_saved,
  sumIf(a.cache_write_cost - toDecimal128(a.input_cost, 12) * (toInt64(a.cache_write_5m_tokens) + toInt64(a.cache_write_1h_tokens)) / if(a.uncached_input_tokens = 0, 1, a.uncached_input_tokens), a.billing_state != 'cached' AND a.cost_status IN ('priced', 'estimated') AND a.uncached_input_tokens != 0 AND a.input_cost != 0) AS write_premium,
  sumIf(toInt64(a.cache_read_tokens) + toInt64(a.cache_write_5m_tokens) + toInt64(a.cache_write_1h_tokens), a.billing_state != 'cached' AND NOT (a.cost_status IN ('priced', 'estimated') AND a.uncached_input_tokens != 0 AND a.input_cost != 0)) AS unrated_tokens
FROM adjustments AS a
WHERE (a.billing_state = 'cached' OR a.cache_read_tokens != 0 OR a.cache_write_5m_tokens != 0 OR a.cache_write_1h_tokens != 0)
GROUP BY day, project, environment, tenant, feature
) WHERE (SELECT count() FROM tenant_cache_daily) = 0;

CREATE MATERIALIZED VIEW IF NOT EXISTS tenant_cache_daily_from_spans ${on_cluster} TO tenant_cache_daily AS
SELECT
  toDate(s.start_time) AS day,
  s.project AS project, s.environment AS environment, s.tenant AS tenant, s.feature AS feature,
  sumIf(toInt64(1), s.billing_state = 'cached' AND s.cache_tier = 'exact') AS exact_hits,
  sumIf(s.total_cost, s.billing_state = 'cached' AND s.cache_tier = 'exact') AS exact_saved,
  sumIf(toInt64(s.duration_ns), s.billing_state = 'cached' AND s.cache_tier = 'exact') AS exact_duration_ns,
  sumIf(toInt64(1), s.billing_state = 'cached' AND s.cache_tier = 'semantic') AS semantic_hits,
  sumIf(s.total_cost, s.billing_state = 'cached' AND s.cache_tier = 'semantic') AS semantic_saved,
  sumIf(toInt64(s.duration_ns), s.billing_state = 'cached' AND s.cache_tier = 'semantic') AS semantic_duration_ns,
  sumIf(toInt64(1), s.billing_state = 'cached' AND s.cost_status NOT IN ('priced', 'estimated')) AS unvalued_hits,
  sumIf(toInt64(1), s.billing_state != 'cached' AND s.cache_read_tokens != 0) AS read_calls,
  sumIf(toInt64(s.cache_read_tokens), s.billing_state != 'cached') AS read_tokens,
  sumIf(toInt64(s.cache_write_5m_tokens), s.billing_state != 'cached') AS write_5m_tokens,
  sumIf(toInt64(s.cache_write_1h_tokens), s.billing_state != 'cached') AS write_1h_tokens,
  sumIf(toDecimal128(s.input_cost, 12) * toInt64(s.cache_read_tokens) / if(s.uncached_input_tokens = 0, 1, s.uncached_input_tokens) - s.cache_read_cost, s.billing_state != 'cached' AND s.cost_status IN ('priced', 'estimated') AND s.uncached_input_tokens != 0 AND s.input_cost != 0) AS read_saved,
  sumIf(s.cache_write_cost - toDecimal128(s.input_cost, 12) * (toInt64(s.cache_write_5m_tokens) + toInt64(s.cache_write_1h_tokens)) / if(s.uncached_input_tokens = 0, 1, s.uncached_input_tokens), s.billing_state != 'cached' AND s.cost_status IN ('priced', 'estimated') AND s.uncached_input_tokens != 0 AND s.input_cost != 0) AS write_premium,
  sumIf(toInt64(s.cache_read_tokens) + toInt64(s.cache_write_5m_tokens) + toInt64(s.cache_write_1h_tokens), s.billing_state != 'cached' AND NOT (s.cost_status IN ('priced', 'estimated') AND s.uncached_input_tokens != 0 AND s.input_cost != 0)) AS unrated_tokens
FROM spans AS s
WHERE s.booked = 1 AND s.role != 'none' AND (s.billing_state = 'cached' OR s.cache_read_tokens != 0 OR s.cache_write_5m_tokens != 0 OR s.cache_write_1h_tokens != 0)
GROUP BY day, project, environment, tenant, feature;

CREATE MATERIALIZED VIEW IF NOT EXISTS tenant_cache_daily_from_adjustments ${on_cluster} TO tenant_cache_daily AS
SELECT
  toDate(a.start_time) AS day,
  a.project AS project, a.environment AS environment, a.tenant AS tenant, a.feature AS feature,
  sumIf(toInt64(a.calls), a.billing_state = 'cached' AND a.cache_tier = 'exact') AS exact_hits,
  sumIf(a.total_cost, a.billing_state = 'cached' AND a.cache_tier = 'exact') AS exact_saved,
  sumIf(toInt64(a.duration_ns) * toInt64(a.calls), a.billing_state = 'cached' AND a.cache_tier = 'exact') AS exact_duration_ns,
  sumIf(toInt64(a.calls), a.billing_state = 'cached' AND a.cache_tier = 'semantic') AS semantic_hits,
  sumIf(a.total_cost, a.billing_state = 'cached' AND a.cache_tier = 'semantic') AS semantic_saved,
  sumIf(toInt64(a.duration_ns) * toInt64(a.calls), a.billing_state = 'cached' AND a.cache_tier = 'semantic') AS semantic_duration_ns,
  sumIf(toInt64(a.calls), a.billing_state = 'cached' AND a.cost_status NOT IN ('priced', 'estimated')) AS unvalued_hits,
  sumIf(toInt64(a.calls), a.billing_state != 'cached' AND a.cache_read_tokens != 0) AS read_calls,
  sumIf(toInt64(a.cache_read_tokens), a.billing_state != 'cached') AS read_tokens,
  sumIf(toInt64(a.cache_write_5m_tokens), a.billing_state != 'cached') AS write_5m_tokens,
  sumIf(toInt64(a.cache_write_1h_tokens), a.billing_state != 'cached') AS write_1h_tokens,
  sumIf(toDecimal128(a.input_cost, 12) * toInt64(a.cache_read_tokens) / if(a.uncached_input_tokens = 0, 1, a.uncached_input_tokens) - a.cache_read_cost, a.billing_state != 'cached' AND a.cost_status IN ('priced', 'estimated') AND a.uncached_input_tokens != 0 AND a.input_cost != 0) AS read_saved,
  sumIf(a.cache_write_cost - toDecimal128(a.input_cost, 12) * (toInt64(a.cache_write_5m_tokens) + toInt64(a.cache_write_1h_tokens)) / if(a.uncached_input_tokens = 0, 1, a.uncached_input_tokens), a.billing_state != 'cached' AND a.cost_status IN ('priced', 'estimated') AND a.uncached_input_tokens != 0 AND a.input_cost != 0) AS write_premium,
  sumIf(toInt64(a.cache_read_tokens) + toInt64(a.cache_write_5m_tokens) + toInt64(a.cache_write_1h_tokens), a.billing_state != 'cached' AND NOT (a.cost_status IN ('priced', 'estimated') AND a.uncached_input_tokens != 0 AND a.input_cost != 0)) AS unrated_tokens
FROM adjustments AS a
WHERE (a.billing_state = 'cached' OR a.cache_read_tokens != 0 OR a.cache_write_5m_tokens != 0 OR a.cache_write_1h_tokens != 0)
GROUP BY day, project, environment, tenant, feature;
