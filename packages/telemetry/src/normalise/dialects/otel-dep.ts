import type { Dialect } from "../dialect.ts";

export const otelDep: Dialect = {
  name: "otel-dep",
  sources: {
    provider: ["gen_ai.system"],
    input_tokens_raw: [{ id: "gen_ai.usage.prompt_tokens", family: "gen_ai" }],
    output_tokens_raw: [{ id: "gen_ai.usage.completion_tokens", family: "gen_ai" }],
    cache_write_tokens: ["gen_ai.usage.cache_creation.input_tokens"],
    seed: ["gen_ai.openai.request.seed"],
    service_tier: ["gen_ai.openai.response.service_tier", "gen_ai.openai.request.service_tier"],
    output_type: ["gen_ai.openai.request.response_format"],
    finish_reasons: [{ id: "gen_ai.choice: finish_reason@event", event: "gen_ai.choice", keys: [] }],
    system_instructions: [
      { id: "event gen_ai.system.message: content@event|log", event: "gen_ai.system.message", keys: [] },
    ],
    input_messages: [
      "event gen_ai.user.message|gen_ai.assistant.message|gen_ai.system.message|gen_ai.tool.message, in time order@event|log",
      { id: "event gen_ai.content.prompt: gen_ai.prompt@event", event: "gen_ai.content.prompt", keys: [] },
      "gen_ai.prompt",
    ],
    output_messages: [
      { id: "event gen_ai.choice: message, index, finish_reason@event|log", event: "gen_ai.choice", keys: [] },
      { id: "event gen_ai.content.completion: gen_ai.completion@event", event: "gen_ai.content.completion", keys: [] },
      "gen_ai.completion",
    ],
  },
};
