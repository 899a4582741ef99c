-- Prompts, completions, tool arguments and results, documents: personal data. Own table, own retention, erasable.
CREATE TABLE IF NOT EXISTS span_content ${on_cluster} (
  project LowCardinality(String),
  trace_id FixedString(16),
  span_id FixedString(8),
  start_time DateTime64(9, 'UTC') CODEC(Delta(8), ZSTD(1)),
  input_messages String CODEC(ZSTD(3)),
  output_messages String CODEC(ZSTD(3)),
  system_instructions String CODEC(ZSTD(3)),
  tool_definitions String CODEC(ZSTD(3)),
  tool_arguments String CODEC(ZSTD(3)),
  tool_result String CODEC(ZSTD(3)),
  documents String CODEC(ZSTD(3)),
  status_message String CODEC(ZSTD(3)),
  other String CODEC(ZSTD(3)),
  -- 'span' or 'log': GenAI events arrive as log records of the same span and are merged when shown
  source LowCardinality(String),
  seq UInt64 CODEC(Delta(8), ZSTD(1))
)
ENGINE = ${engine}MergeTree
PARTITION BY toMonday(start_time)
ORDER BY (project, trace_id, span_id)
SETTINGS index_granularity = 1024, ttl_only_drop_parts = 1, non_replicated_deduplication_window = 10000, replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800;
