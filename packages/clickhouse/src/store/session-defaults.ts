/** Limits of last resort for a query that names none, and numbers that survive JSON: quoted, never a float. */
export const READER_DEFAULTS = [
  "output_format_json_quote_64bit_integers = 1",
  "output_format_json_quote_decimals = 1",
  "max_execution_time = 60",
  "max_memory_usage = 4000000000",
  // Rewrites that cost more than they save: planning a question of 13 sums took longer than answering it.
  "optimize_and_compare_chain = 0",
  "optimize_syntax_fuse_functions = 0",
  "optimize_group_by_function_keys = 0",
  "optimize_extract_common_expressions = 0",
  "optimize_arithmetic_operations_in_aggregate_functions = 0",
].join(", ");

/** A load must run to its end, however long. */
export const WRITER_DEFAULTS = "max_execution_time = 0";
