import type { ModelCall } from "../guard/guard.ts";

/** Requests of model providers that answer with tokens; other requests of the same client pass unguarded. */
const MODEL_CALL =
  /\/(chat\/completions|completions|responses|(?<!threads\/[^/]+\/)messages|embeddings|rerank|moderations|images\/\w+|audio\/\w+|threads\/[^/]+\/runs|converse(-stream)?|invoke(-with-response-stream)?|api\/(chat|generate))$|:(streamGenerateContent|generateContent|embedContent|predict|rawPredict|streamRawPredict)$/;
const EXAMINED = 2_048;
const MODEL = /(?<!\\)"model"\s*:\s*"([^"\\]{1,200})"/;
const MAX_OUTPUT = /(?<!\\)"max_(?:completion_|output_)?tokens"\s*:\s*(\d{1,9})/;
const MODEL_IN_PATH = /\/models?\/([^/:?]+)(?=[/:])/;

const PROVIDERS: readonly (readonly [string, string])[] = [
  ["openai.azure.com", "azure.ai.openai"],
  ["openai.com", "openai"],
  ["anthropic.com", "anthropic"],
  ["generativelanguage.googleapis.com", "gcp.gemini"],
  ["aiplatform.googleapis.com", "gcp.vertex_ai"],
  ["amazonaws.com", "aws.bedrock"],
  ["mistral.ai", "mistral_ai"],
  ["groq.com", "groq"],
  ["deepseek.com", "deepseek"],
  ["x.ai", "x_ai"],
  ["cohere.com", "cohere"],
  ["perplexity.ai", "perplexity"],
];

/** What a request asks of a model; undefined when it is no model call. Reads at most 4 kB of the body. */
export function modelCallOf(address: string, method: string, body: unknown): ModelCall | undefined {
  if (method !== "POST") return undefined;
  const path = address.split("?", 1)[0] ?? "";
  if (!MODEL_CALL.test(path)) return undefined;
  const text = typeof body === "string" ? body : "";
  const head = text.slice(0, EXAMINED);
  const tail = text.length > EXAMINED ? text.slice(-EXAMINED) : "";
  const maxOutput = (MAX_OUTPUT.exec(head) ?? MAX_OUTPUT.exec(tail))?.[1];
  return {
    provider: providerOf(path),
    model: (MODEL.exec(head) ?? MODEL.exec(tail) ?? MODEL_IN_PATH.exec(path))?.[1],
    promptLength: text.length,
    maxOutputTokens: maxOutput === undefined ? undefined : Number(maxOutput),
  };
}

function providerOf(address: string): string | undefined {
  const host = /^https?:\/\/([^/:]+)/.exec(address)?.[1] ?? "";
  return PROVIDERS.find(([domain]) => host === domain || host.endsWith(`.${domain}`))?.[1];
}
