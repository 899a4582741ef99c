import type { SpanFacts } from "./dialect.ts";

const MODEL_METHODS = new Set(["InvokeModel", "InvokeModelWithResponseStream", "Converse", "ConverseStream"]);
const VERSIONED_PROMPT = /^(.+)\.v?(\d[\w.-]*)$/;

/** `openai/gpt-4o` -> `openai`. */
export function beforeSlash(value: string): string | undefined {
  const slash = value.indexOf("/");
  return slash > 0 ? value.slice(0, slash) : undefined;
}

/** `openai/gpt-4o` -> `gpt-4o`. */
export function afterSlash(value: string): string | undefined {
  const slash = value.indexOf("/");
  return slash > 0 ? value.slice(slash + 1) : undefined;
}

/** `ai.generateText support-answer` -> `ai.generateText`. */
export function firstWord(value: string): string {
  return value.split(" ", 1)[0] ?? value;
}

/** `doc-search-rag.v12` -> `doc-search-rag`; a name without a version stays whole. */
export function promptName(value: string): string {
  return VERSIONED_PROMPT.exec(value)?.[1] ?? value;
}

/** `doc-search-rag.v12` -> `12`. */
export function promptVersion(value: string): string | undefined {
  return VERSIONED_PROMPT.exec(value)?.[2];
}

/** `gen_ai.chat` -> `chat`; other span operations say nothing. */
export function afterGenAi(value: string): string | undefined {
  return value.startsWith("gen_ai.") ? value.slice("gen_ai.".length) : undefined;
}

/** Bedrock's runtime methods are model calls; which kind, the model id says. */
export function bedrockOperation(method: string, facts: SpanFacts): string | undefined {
  if (!MODEL_METHODS.has(method)) return undefined;
  const model = facts.attributes.get("gen_ai.request.model");
  return typeof model === "string" && /embed/i.test(model) ? "embeddings" : "chat";
}

/** The presence of the key is what counts. */
export function always(operation: string): () => string {
  return () => operation;
}

/** Laminar marks an answer out of a cache by the span's type. */
export function cachedType(type: string): string | undefined {
  return type === "CACHED" ? "hit" : undefined;
}
