/** Limits of last resort for a query that names none, and numbers that survive JSON: quoted, never a float. */
export const READER_DEFAULTS = [
  "output_format_json_quote_64bit_integers = 1",
  "output_format_json_quote_decimals = 1",
  "max_execution_time = 60",
  "max_memory_usage = 4000000000",
].join(", ");

/** A load must run to its end, however long. */
export const WRITER_DEFAULTS = "max_execution_time = 0";
