import type { ModelCall } from "../guard/guard.ts";
import { BoundedMap } from "../guard/limits/bounded-map.ts";

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

interface Address {
  readonly isModelCall: boolean;
  readonly provider: string | undefined;
  readonly model: string | undefined;
}

/** Addresses repeat: each is looked at once. */
const addresses = new BoundedMap<Address>(200);

/** What a request asks of a model; undefined when it is no model call. Reads at most 4 kB of the body. */
export function modelCallOf(url: string, method: string, body: unknown): ModelCall | undefined {
  if (method !== "POST") return undefined;
  const address = addresses.get(url) ?? addressOf(url);
  if (!address.isModelCall) return undefined;
  const text = typeof body === "string" ? body : "";
  return {
    provider: address.provider,
    model: find(MODEL, text) ?? address.model,
    promptLength: text.length,
    // Only a reservation needs it.
    get maxOutputTokens() {
      const found = find(MAX_OUTPUT, text);
      return found === undefined ? undefined : Number(found);
    },
  };
}

function find(pattern: RegExp, text: string): string | undefined {
  const inHead = pattern.exec(text.slice(0, EXAMINED))?.[1];
  return inHead === undefined && text.length > EXAMINED ? pattern.exec(text.slice(-EXAMINED))?.[1] : inHead;
}

function addressOf(url: string): Address {
  const path = url.split("?", 1)[0] ?? "";
  const host = /^https?:\/\/([^/:]+)/.exec(url)?.[1] ?? "";
  const address = {
    isModelCall: MODEL_CALL.test(path),
    provider: PROVIDERS.find(([domain]) => host === domain || host.endsWith(`.${domain}`))?.[1],
    model: MODEL_IN_PATH.exec(path)?.[1],
  };
  addresses.set(url, address);
  return address;
}
