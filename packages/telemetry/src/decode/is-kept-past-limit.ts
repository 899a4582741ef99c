/** First parts of the attribute keys that carry usage, cost, model or dimensions in the known conventions. */
const KEPT_ROOTS: ReadonlySet<string> = new Set(
  (
    "gen_ai llm ai aisdk agent anthropic aws claude_code codex customer deployment embedding enduser environment error " +
    "feature gcp genkit graph input langfuse langsmith langwatch litellm lmnr logfire mastra metadata mlflow openai " +
    "openinference operation org organization output product prompt pydantic_ai raindrop reranker resource retrieval " +
    "service session spanledger tag tenant tenant_id tool traceloop use_case user user_id workflow workspace workspace_id"
  ).split(" "),
);

const ROOT_END = /[.:]/;

/** True for keys that are kept although a span has more attributes than the limit. */
export function isKeptPastLimit(key: string): boolean {
  const end = key.search(ROOT_END);
  return KEPT_ROOTS.has(end === -1 ? key : key.slice(0, end));
}
