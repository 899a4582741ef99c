import type { AttributeValue } from "../span.ts";
import { toText } from "./content/to-text.ts";
import type { Gathered } from "./gather.ts";
import { truth } from "./parse/truth.ts";
import type { Field } from "./precedence/index.ts";

const DIMENSIONS_KEY = "gen_ai.embeddings.dimension.count";

/** Facts without a column of their own, under one name whatever the dialect calls them. */
const CANONICAL: readonly (readonly [Field, string])[] = [
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

/** Attributes for search and grouping, as text: no content; of a vector only its length. */
export function buildAttributes(gathered: Gathered): ReadonlyMap<string, string> {
  const { plain, vectorLength, evidence } = gathered;
  for (const [field, name] of CANONICAL) {
    if (!evidence.has(field) || plain.has(name)) continue;
    const value = evidence.read(field, field === "stream" ? flag : short)?.value;
    if (value !== undefined) plain.set(name, value);
  }
  if (vectorLength > 0 && !plain.has(DIMENSIONS_KEY)) plain.set(DIMENSIONS_KEY, String(vectorLength));
  return plain;
}

const MAX_LENGTH = 1_024;

function short(value: AttributeValue | undefined): string | undefined {
  const text = value === undefined || value === null ? "" : toText(value);
  return text === "" || text.length > MAX_LENGTH ? undefined : text;
}

function flag(value: AttributeValue | undefined): string | undefined {
  const found = truth(value);
  return found === undefined ? undefined : String(found);
}
