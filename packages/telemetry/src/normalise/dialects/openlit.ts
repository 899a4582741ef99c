import { isOpenlit } from "../conditions.ts";
import type { Dialect } from "../dialect.ts";

export const openlit: Dialect = {
  name: "openlit",
  sources: {
    cache_read_tokens: [
      "gen_ai.usage.prompt_tokens_details.cached_tokens",
      "gen_ai.usage.prompt_tokens_details.cache_read",
    ],
    cache_write_tokens: [
      "gen_ai.usage.prompt_tokens_details.cache_creation_tokens",
      "gen_ai.usage.prompt_tokens_details.cache_write",
    ],
    reasoning_tokens: [
      "gen_ai.usage.completion_tokens_details.reasoning_tokens",
      "gen_ai.usage.completion_tokens_details.reasoning",
    ],
    audio_output_tokens: [
      "gen_ai.usage.completion_tokens_details.audio_tokens",
      "gen_ai.usage.completion_tokens_details.audio",
    ],
    units: [
      { id: "gen_ai.request.image_size", keys: [] },
      { id: "gen_ai.request.image_quality", keys: [] },
      "gen_ai.request.audio_duration",
    ],
    stream: ["gen_ai.request.is_stream"],
    ttft_s: [{ id: "gen_ai.server.time_to_first_token", when: isOpenlit, unit: "s" }],
    tool_arguments: ["gen_ai.tool.args"],
    tool_result: ["gen_ai.tool.output"],
    user_id: ["gen_ai.request.user"],
    environment: ["gen_ai.environment"],
    service_name: ["gen_ai.application_name"],
    retrieval_query: ["gen_ai.retrieval.query"],
    retrieval_documents: [{ id: "gen_ai.retrieval.document_count", keys: [] }],
    embedding_dimensions: ["gen_ai.request.embedding_dimension"],
    cost_reported: ["gen_ai.usage.cost"],
  },
};
