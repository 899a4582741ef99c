import { isPydanticModelSpan } from "../conditions.ts";
import type { Dialect } from "../dialect.ts";

export const pydantic: Dialect = {
  name: "pydantic",
  sources: {
    request_model: [{ id: "model_name", when: isPydanticModelSpan }],
    cache_read_tokens: [
      "gen_ai.usage.details.cache_read_tokens",
      "gen_ai.usage.details.cache_read_input_tokens",
      "gen_ai.usage.details.cached_tokens",
    ],
    cache_write_tokens: ["gen_ai.usage.details.cache_write_tokens", "gen_ai.usage.details.cache_creation_input_tokens"],
    cache_write_5m_tokens: ["gen_ai.usage.details.ephemeral_5m_input_tokens"],
    cache_write_1h_tokens: ["gen_ai.usage.details.ephemeral_1h_input_tokens"],
    reasoning_tokens: ["gen_ai.usage.details.reasoning_tokens", "gen_ai.usage.details.thoughts_tokens"],
    audio_input_tokens: ["gen_ai.usage.details.input_audio_tokens"],
    image_input_tokens: ["gen_ai.usage.details.input_image_tokens"],
    audio_output_tokens: ["gen_ai.usage.details.output_audio_tokens"],
    image_output_tokens: ["gen_ai.usage.details.output_image_tokens"],
    audio_cache_read_tokens: ["gen_ai.usage.details.cache_audio_read_tokens"],
    ttft_s: [{ id: "gen_ai.client.operation.time_to_first_chunk", unit: "s" }],
    agent_name: ["agent_name"],
    tags: ["logfire.tags"],
    input_messages: [
      "pydantic_ai.all_messages",
      { id: "all_messages_events | events", keys: ["all_messages_events", "events"] },
      "request_data#/messages",
    ],
    output_messages: ["response_data#/message", "final_result"],
    cost_reported: ["operation.cost"],
  },
};
