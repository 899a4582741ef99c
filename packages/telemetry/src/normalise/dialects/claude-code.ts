import { isClaudeCode } from "../conditions.ts";
import type { Dialect } from "../dialect.ts";

export const claudeCode: Dialect = {
  name: "claude-code",
  sources: {
    operation: [{ id: "(span name)@name", values: "span_name" }],
    request_model: [{ id: "model", when: isClaudeCode }],
    response_id: [
      { id: "request_id", when: isClaudeCode },
      { id: "anthropic.request.id", keys: [] },
    ],
    input_tokens_raw: [{ id: "input_tokens", when: isClaudeCode, family: "claude_code" }],
    output_tokens_raw: [{ id: "output_tokens", when: isClaudeCode, family: "claude_code" }],
    cache_read_tokens: [{ id: "cache_read_tokens", when: isClaudeCode }],
    cache_write_tokens: [{ id: "cache_creation_tokens", when: isClaudeCode }],
    ttft_s: [{ id: "ttft_ms", when: isClaudeCode, unit: "ms" }],
    tool_name: [{ id: "tool_name", when: isClaudeCode }],
    tenant_id: [{ id: "anthropic.workspace.id", keys: [] }],
    cost_reported: [{ id: "cost_usd", when: isClaudeCode }],
  },
};
