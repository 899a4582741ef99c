-- Failed calls by code, fed from `spans` alone: an adjustment does not name the code. What it takes out or adds is summed
-- from its row when asked.
CREATE TABLE IF NOT EXISTS failures_hourly ${on_cluster} (
  hour DateTime('UTC') CODEC(Delta, ZSTD(1)),
  project LowCardinality(String),
  environment LowCardinality(String),
  feature LowCardinality(String),
  tenant LowCardinality(String),
  prompt_name LowCardinality(String),
  prompt_version LowCardinality(String),
  operation LowCardinality(String),
  provider LowCardinality(String),
  model LowCardinality(String),
  error_type LowCardinality(String),
  calls SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1))
)
ENGINE = ${engine}AggregatingMergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (project, hour, environment, feature, tenant, prompt_name, prompt_version, operation, provider, model, error_type)
SETTINGS non_replicated_deduplication_window = 10000, replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800, fsync_after_insert = 1, fsync_part_directory = 1;

-- What is stored already, once, before the view sees anything new.
INSERT INTO failures_hourly
SELECT
  toStartOfHour(s.start_time) AS hour,
  s.project AS project, s.environment AS environment, s.feature AS feature, s.tenant AS tenant, s.prompt_name AS prompt_name, s.prompt_version AS prompt_version, s.operation AS operation, s.provider AS provider, if(s.request_model != '', s.request_model, s.response_model) AS model, s.error_type AS error_type,
  sum(toInt64(1)) AS calls
FROM spans AS s
WHERE s.booked = 1 AND s.role != 'none' AND s.status = 'error' AND (SELECT count() FROM failures_hourly) = 0
GROUP BY hour, project, environment, feature, tenant, prompt_name, prompt_version, operation, provider, model, error_type;

CREATE MATERIALIZED VIEW IF NOT EXISTS failures_hourly_from_spans ${on_cluster} TO failures_hourly AS
SELECT
  toStartOfHour(s.start_time) AS hour,
  s.project AS project, s.environment AS environment, s.feature AS feature, s.tenant AS tenant, s.prompt_name AS prompt_name, s.prompt_version AS prompt_version, s.operation AS operation, s.provider AS provider, if(s.request_model != '', s.request_model, s.response_model) AS model, s.error_type AS error_type,
  sum(toInt64(1)) AS calls
FROM spans AS s
WHERE s.booked = 1 AND s.role != 'none' AND s.status = 'error'
GROUP BY hour, project, environment, feature, tenant, prompt_name, prompt_version, operation, provider, model, error_type;
