import type { Dialect } from "../dialect.ts";

export const anthropicSdk: Dialect = {
  name: "anthropic-sdk",
  sources: {
    cache_write_5m_tokens: ["anthropic.usage.cache_creation.ephemeral_5m_input_tokens"],
    cache_write_1h_tokens: ["anthropic.usage.cache_creation.ephemeral_1h_input_tokens"],
    thinking_budget_tokens: ["anthropic.thinking.budget_tokens"],
    finish_reasons: ["anthropic.message.stop_reason"],
    tool_arguments: ["anthropic.tool_use.input"],
    tool_result: ["anthropic.tool_result.content"],
  },
};
