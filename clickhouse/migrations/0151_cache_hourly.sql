-- What caches gave, per hour and every dimension but tenant; only of calls that a cache had a part in.
-- exact, semantic: calls answered by the application's or the gateway's response cache; saved is what they would have cost.
-- read, write: the provider's prompt cache. The call's own plain price per token is input_cost / uncached_input_tokens, so
--   read_saved    = what the read tokens would have cost at it, less what they did,
--   write_premium = what the written tokens cost, less what they would have at it.
-- unrated_tokens were read or written by calls without such a price: what they saved is not known and in neither.
CREATE TABLE IF NOT EXISTS cache_hourly ${on_cluster} (
  hour DateTime('UTC') CODEC(Delta, ZSTD(1)),
  project LowCardinality(String),
  environment LowCardinality(String),
  feature LowCardinality(String),
  prompt_name LowCardinality(String),
  prompt_version LowCardinality(String),
  operation LowCardinality(String),
  provider LowCardinality(String),
  model LowCardinality(String),
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
PARTITION BY toYYYYMM(hour)
ORDER BY (project, hour, environment, feature, prompt_name, prompt_version, operation, provider, model)
SETTINGS non_replicated_deduplication_window = 10000, replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800, fsync_after_insert = 1, fsync_part_directory = 1;

-- What is stored already, once, before the views see anything new.
INSERT INTO cache_hourly
SELECT * FROM (
SELECT
  toStartOfHour(s.start_time) AS hour,
  s.project AS project, s.environment AS environment, s.feature AS feature, s.prompt_name AS prompt_name, s.prompt_version AS prompt_version, s.operation AS operation, s.provider AS provider, if(s.request_model != '', s.request_model, s.response_model) AS model,
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
GROUP BY hour, project, environment, feature, prompt_name, prompt_version, operation, provider, model
UNION ALL
SELECT
  toStartOfHour(a.start_time) AS hour,
  a.project AS project, a.environment AS environment, a.feature AS feature, a.prompt_name AS prompt_name, a.prompt_version AS prompt_version, a.operation AS operation, a.provider AS provider, if(a.request_model != '', a.request_model, a.response_model) AS model,
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
GROUP BY hour, project, environment, feature, prompt_name, prompt_version, operation, provider, model
) WHERE (SELECT count() FROM cache_hourly) = 0;

CREATE MATERIALIZED VIEW IF NOT EXISTS cache_hourly_from_spans ${on_cluster} TO cache_hourly AS
SELECT
  toStartOfHour(s.start_time) AS hour,
  s.project AS project, s.environment AS environment, s.feature AS feature, s.prompt_name AS prompt_name, s.prompt_version AS prompt_version, s.operation AS operation, s.provider AS provider, if(s.request_model != '', s.request_model, s.response_model) AS model,
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
GROUP BY hour, project, environment, feature, prompt_name, prompt_version, operation, provider, model;

CREATE MATERIALIZED VIEW IF NOT EXISTS cache_hourly_from_adjustments ${on_cluster} TO cache_hourly AS
SELECT
  toStartOfHour(a.start_time) AS hour,
  a.project AS project, a.environment AS environment, a.feature AS feature, a.prompt_name AS prompt_name, a.prompt_version AS prompt_version, a.operation AS operation, a.provider AS provider, if(a.request_model != '', a.request_model, a.response_model) AS model,
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
GROUP BY hour, project, environment, feature, prompt_name, prompt_version, operation, provider, model;
