import type { Field } from "./precedence/index.ts";

export const DIMENSIONS_KEY = "gen_ai.embeddings.dimension.count";

/** Facts without a column of their own, under one name whatever the dialect calls them. */
export const CANONICAL: readonly (readonly [Field, string])[] = [
  ["temperature", "gen_ai.request.temperature"],
  ["top_p", "gen_ai.request.top_p"],
  ["top_k", "gen_ai.request.top_k"],
  ["max_tokens", "gen_ai.request.max_tokens"],
  ["seed", "gen_ai.request.seed"],
  ["frequency_penalty", "gen_ai.request.frequency_penalty"],
  ["presence_penalty", "gen_ai.request.presence_penalty"],
  ["choice_count", "gen_ai.request.choice.count"],
  ["stream", "gen_ai.request.stream"],
  ["reasoning_level", "gen_ai.request.reasoning.level"],
  ["thinking_budget_tokens", "spanledger.request.thinking.budget_tokens"],
  ["output_type", "gen_ai.output.type"],
  ["embedding_dimensions", DIMENSIONS_KEY],
  ["release", "service.version"],
  ["tags", "spanledger.tags"],
  ["tool_type", "gen_ai.tool.type"],
  ["tool_description", "gen_ai.tool.description"],
  ["agent_id", "gen_ai.agent.id"],
  ["agent_version", "gen_ai.agent.version"],
];
