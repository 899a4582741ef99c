import type { Dialect } from "../dialect.ts";
import { afterGenAi } from "../takes.ts";

export const sentry: Dialect = {
  name: "sentry",
  sources: {
    operation: [
      { id: "gen_ai.operation.type", values: "sentry_type" },
      { id: "sentry.op", take: afterGenAi },
    ],
    provider: [{ id: "trace.metadata.openrouter.provider_slug", keys: [] }],
    cache_read_tokens: ["gen_ai.usage.input_tokens.cached"],
    cache_write_tokens: ["gen_ai.usage.input_tokens.cache_write"],
    reasoning_tokens: ["gen_ai.usage.output_tokens.reasoning"],
    stream: ["gen_ai.response.streaming"],
    tool_definitions: ["gen_ai.request.available_tools"],
    finish_reasons: ["gen_ai.response.stop_reason"],
    tool_arguments: ["gen_ai.tool.input"],
    tool_result: ["gen_ai.tool.output"],
    workflow_name: ["gen_ai.pipeline.name"],
    environment: ["environment@resource"],
    input_messages: ["gen_ai.request.messages"],
    output_messages: [
      {
        id: "gen_ai.response.text + gen_ai.response.tool_calls",
        keys: ["gen_ai.response.text", "gen_ai.response.tool_calls"],
      },
    ],
    embedding_dimensions: ["gen_ai.request.dimensions"],
    cost_reported: ["gen_ai.usage.total_cost", "gen_ai.cost.total_tokens"],
  },
};
