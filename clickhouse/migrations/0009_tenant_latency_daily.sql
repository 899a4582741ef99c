-- Latency by tenant and UTC day, without feature: histograms are the expensive part of a row.
CREATE TABLE IF NOT EXISTS tenant_latency_daily ${on_cluster} (
  day Date CODEC(Delta, ZSTD(1)),
  project LowCardinality(String),
  environment LowCardinality(String),
  tenant LowCardinality(String),
  calls SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  errors SimpleAggregateFunction(sum, Int64) CODEC(ZSTD(1)),
  duration_histogram SimpleAggregateFunction(sumMap, Map(UInt8, Int64)) CODEC(ZSTD(1)),
  ttft_histogram SimpleAggregateFunction(sumMap, Map(UInt8, Int64)) CODEC(ZSTD(1))
)
ENGINE = ${engine}AggregatingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (project, day, environment, tenant)
SETTINGS non_replicated_deduplication_window = 10000, replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800;

CREATE MATERIALIZED VIEW IF NOT EXISTS tenant_latency_daily_from_spans ${on_cluster} TO tenant_latency_daily AS
SELECT
  toDate(s.start_time) AS day,
  s.project AS project, s.environment AS environment, s.tenant AS tenant,
  sum(toInt64(1)) AS calls,
  sumIf(toInt64(1), s.status = 'error') AS errors,
  sumMap(map(toUInt8(least(255, floor(log2(greatest(s.duration_ns / 1000, 100) / 100) * 8))), toInt64(1))) AS duration_histogram,
  sumMap(if(s.ttft_ns > 0, map(toUInt8(least(255, floor(log2(greatest(s.ttft_ns / 1000, 100) / 100) * 8))), toInt64(1)), CAST(map(), 'Map(UInt8, Int64)'))) AS ttft_histogram
FROM spans AS s
WHERE s.booked = 1 AND s.role != 'none'
GROUP BY day, project, environment, tenant;

CREATE MATERIALIZED VIEW IF NOT EXISTS tenant_latency_daily_from_adjustments ${on_cluster} TO tenant_latency_daily AS
SELECT
  toDate(a.start_time) AS day,
  a.project AS project, a.environment AS environment, a.tenant AS tenant,
  sum(toInt64(a.calls)) AS calls,
  sumIf(toInt64(a.calls), a.status = 'error') AS errors,
  sumMap(map(toUInt8(least(255, floor(log2(greatest(a.duration_ns / 1000, 100) / 100) * 8))), toInt64(a.calls))) AS duration_histogram,
  sumMap(if(a.ttft_ns > 0, map(toUInt8(least(255, floor(log2(greatest(a.ttft_ns / 1000, 100) / 100) * 8))), toInt64(a.calls)), CAST(map(), 'Map(UInt8, Int64)'))) AS ttft_histogram
FROM adjustments AS a
GROUP BY day, project, environment, tenant;
