/** Ends every query of a page or an API call: no question may take the machine. */
export const QUERY_LIMITS =
  "SETTINGS max_execution_time = 20, max_memory_usage = 3000000000, max_rows_to_read = 1000000000";
