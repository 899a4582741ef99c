import type { Dialect } from "../dialect.ts";

export const langwatch: Dialect = {
  name: "langwatch",
  sources: {
    operation: [{ id: "langwatch.span.type", values: "langwatch_type" }],
    cache_write_5m_tokens: ["gen_ai.usage.cache_creation_5m.input_tokens"],
    cache_write_1h_tokens: ["gen_ai.usage.cache_creation_1h.input_tokens"],
    audio_input_tokens: ["gen_ai.usage.input_audio_tokens"],
    audio_output_tokens: ["gen_ai.usage.output_audio_tokens"],
    units: ["gen_ai.usage.input_chars", "gen_ai.usage.audio_seconds"],
    usage_estimated: ["langwatch.tokens.estimated"],
    ttft_s: [
      { id: "gen_ai.server.time_to_first_token", unit: "ms" },
      { id: "langwatch.timestamps#/first_token_at", unit: "epoch-ms" },
    ],
    agent_name: ["gen_ai.agent"],
    conversation_id: ["langwatch.thread.id"],
    user_id: ["langwatch.user.id"],
    tenant_id: ["langwatch.customer.id"],
    prompt_name: ["langwatch.prompt.handle", "langwatch.prompt.id"],
    prompt_version: ["langwatch.prompt.version.number"],
    tags: ["langwatch.labels"],
    input_messages: ["langwatch.input"],
    output_messages: ["langwatch.output"],
    retrieval_documents: ["langwatch.rag.contexts"],
    cost_reported: ["langwatch.span.cost"],
    billing_mode: ["langwatch.cost.non_billable@span|resource"],
  },
};
