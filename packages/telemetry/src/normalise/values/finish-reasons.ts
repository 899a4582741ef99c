/** Canonical finish reason -> spellings. */
export const FINISH_REASONS: Readonly<Record<string, readonly string[]>> = {
  "stop": ["stop", "end_turn", "stop_sequence", "STOP", "eos", "complete", "COMPLETE", "completed", "eos_token", "finish", "FinishReason.STOP"],
  "length": ["length", "max_tokens", "MAX_TOKENS", "max_output_tokens", "model_length", "model_context_window_exceeded", "incomplete"],
  "tool_calls": ["tool_calls", "tool_call", "tool_use", "tool-calls", "function_call", "TOOL_CALL"],
  "content_filter": ["content_filter", "content-filter", "content_filtered", "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "refusal", "guardrail_intervened", "IMAGE_SAFETY"],
  "error": ["error", "ERROR", "failed", "MALFORMED_FUNCTION_CALL", "OTHER"],
  "paused": ["pause_turn"],
  "unknown": ["unknown", "other", "FINISH_REASON_UNSPECIFIED"],
};
