import { isCodex } from "../conditions.ts";
import type { Dialect } from "../dialect.ts";

export const codex: Dialect = {
  name: "codex",
  sources: {
    request_model: [{ id: "model", when: isCodex }],
    input_tokens_raw: [
      { id: "codex.turn.token_usage.input_tokens", family: "codex" },
      { id: "log codex.sse_event: input_token_count@log", family: "codex", event: "codex.sse_event", keys: [] },
    ],
    output_tokens_raw: [{ id: "codex.turn.token_usage.output_tokens", family: "codex" }],
    total_tokens_raw: [{ id: "codex.turn.token_usage.total_tokens", family: "codex" }],
    cache_read_tokens: ["codex.turn.token_usage.cached_input_tokens"],
    cache_write_tokens: ["codex.turn.token_usage.cache_write_input_tokens"],
    reasoning_tokens: ["codex.usage.reasoning_output_tokens", "codex.turn.token_usage.reasoning_output_tokens"],
    reasoning_level: ["codex.turn.reasoning_effort"],
  },
};
