import type { Dialect } from "../dialect.ts";

export const googleAdk: Dialect = {
  name: "google-adk",
  sources: {
    request_model: ["gcp.vertex.agent.llm_request#/model"],
    response_model: ["gcp.vertex.agent.llm_response#/modelVersion|/model_version"],
    response_id: ["gcp.vertex.agent.llm_response#/responseId|/response_id"],
    input_tokens_raw: [
      { id: "gcp.vertex.agent.llm_response#/usage_metadata/prompt_token_count", family: "raw-gemini" },
      { id: "gcp.vertex.agent.llm_response#/usageMetadata/promptTokenCount", family: "raw-gemini" },
    ],
    output_tokens_raw: [
      { id: "gcp.vertex.agent.llm_response#/usage_metadata/candidates_token_count", family: "raw-gemini" },
      { id: "gcp.vertex.agent.llm_response#/usageMetadata/candidatesTokenCount", family: "raw-gemini" },
    ],
    total_tokens_raw: [
      { id: "gcp.vertex.agent.llm_response#/usage_metadata/total_token_count", family: "raw-gemini" },
      { id: "gcp.vertex.agent.llm_response#/usageMetadata/totalTokenCount", family: "raw-gemini" },
    ],
    cache_read_tokens: [
      "gcp.vertex.agent.llm_response#/usage_metadata/cached_content_token_count",
      "gcp.vertex.agent.llm_response#/usageMetadata/cachedContentTokenCount",
    ],
    reasoning_tokens: [
      "gcp.vertex.agent.llm_response#/usage_metadata/thoughts_token_count",
      "gcp.vertex.agent.llm_response#/usageMetadata/thoughtsTokenCount",
    ],
    finish_reasons: ["gcp.vertex.agent.llm_response#/finishReason|/finish_reason"],
    tool_arguments: ["gcp.vertex.agent.tool_call_args"],
    tool_result: ["gcp.vertex.agent.tool_response"],
    conversation_id: ["gcp.vertex.agent.session_id"],
    input_messages: ["gcp.vertex.agent.llm_request#/contents"],
    output_messages: ["gcp.vertex.agent.llm_response#/content"],
  },
};
