import type { ProviderFamily } from "./token-evidence.ts";

const BY_PROVIDER: ReadonlyMap<string, ProviderFamily> = new Map([
  ["openai", "openai"],
  ["azure.ai.openai", "openai"],
  ["anthropic", "anthropic"],
  ["aws.bedrock", "bedrock"],
  ["gcp.gemini", "gemini"],
  ["gcp.gen_ai", "gemini"],
  ["x_ai", "xai"],
]);
const MIXED = new Set(["", "gcp.vertex_ai", "azure.ai.inference", "databricks"]);

/** How this provider counts tokens. Resellers with a counting of their own (OpenRouter) are `other`. */
export function providerFamily(provider: string, model: string): ProviderFamily {
  const known = BY_PROVIDER.get(provider);
  if (known !== undefined) return known;
  if (!MIXED.has(provider)) return "other";
  if (/claude/i.test(model)) return "anthropic";
  if (/gemini|gemma/i.test(model)) return "gemini";
  if (/(^|\/)(gpt-|o[1345](-|$)|chatgpt)/i.test(model)) return "openai";
  return /(^|\/)grok/i.test(model) ? "xai" : "other";
}
