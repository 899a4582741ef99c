import { isStrands } from "../conditions.ts";
import type { Dialect } from "../dialect.ts";

export const strands: Dialect = {
  name: "strands",
  sources: {
    cache_read_tokens: ["gen_ai.usage.cache_read_input_tokens"],
    cache_write_tokens: ["gen_ai.usage.cache_write_input_tokens"],
    ttft_s: [{ id: "gen_ai.server.time_to_first_token", when: isStrands, unit: "ms" }],
    tool_arguments: [{ id: "event gen_ai.tool.message: content@event", event: "gen_ai.tool.message", keys: [] }],
    tool_result: [{ id: "event gen_ai.choice: message@event", event: "gen_ai.choice", keys: [] }],
  },
};
