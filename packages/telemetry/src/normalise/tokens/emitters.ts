import type { EmitterRule, ProviderFamily } from "./token-evidence.ts";

/** What an instrumentation's token counts mean. The first entry whose conditions all hold decides. */
export interface Emitter {
  readonly id: string;
  readonly scope?: RegExp;
  readonly spanName?: RegExp;
  /** An attribute that must be there. */
  readonly has?: string;
  readonly families?: readonly ProviderFamily[];
  /** AI SDK up to this major version, by what the span says of it. */
  readonly aiSdkUpTo?: number;
  /** null: arithmetic and spelling decide. */
  readonly rule: EmitterRule | null;
  /** 0..100. */
  readonly confidence: number;
  readonly reasoningOutside?: boolean;
  /** Cached tokens never reach the span: the cost is a bound. */
  readonly cacheUnreported?: boolean;
  /** Learnt from recorded payloads, beyond the published table. */
  readonly recorded?: boolean;
}

const CLAUDE: readonly ProviderFamily[] = ["anthropic", "bedrock"];

/** Order matters: specific before general. */
export const EMITTERS: readonly Emitter[] = [
  { id: "anthropic-native-otel", scope: /^com\.anthropic\./, rule: "inclusive", confidence: 95 },
  { id: "claude-code", spanName: /^claude_code\./, rule: "exclusive", confidence: 95 },
  { id: "vercel-otel-v7", scope: /^gen_ai$/, rule: "inclusive", confidence: 95 },
  { id: "vercel-ai-google", scope: /^ai$/, families: ["gemini"], rule: "inclusive", confidence: 80 },
  {
    id: "vercel-ai-up-to-5",
    scope: /^ai$/,
    families: CLAUDE,
    aiSdkUpTo: 5,
    rule: "exclusive",
    confidence: 90,
    cacheUnreported: true,
    recorded: true,
  },
  { id: "vercel-ai-v4v5", scope: /^ai$/, families: CLAUDE, rule: null, confidence: 50 },
  { id: "vercel-ai", scope: /^ai$/, rule: "inclusive", confidence: 90, cacheUnreported: true, recorded: true },
  { id: "raindrop", scope: /^raindrop\./, rule: "inclusive", confidence: 90, recorded: true },
  {
    id: "tanstack-claude",
    has: "tanstack.ai.iteration",
    families: CLAUDE,
    rule: "exclusive",
    confidence: 90,
    recorded: true,
  },
  {
    id: "tanstack-claude-root",
    has: "tanstack.ai.iterations",
    families: CLAUDE,
    rule: "exclusive",
    confidence: 90,
    recorded: true,
  },
  { id: "tanstack", has: "tanstack.ai.iteration", rule: "inclusive", confidence: 90, recorded: true },
  { id: "mastra", scope: /^@mastra\//, rule: "inclusive", confidence: 90, recorded: true },
  {
    id: "openlit-anthropic",
    scope: /^(openlit\.instrumentation\.|@openlit\/instrumentation-)(anthropic|bedrock)$/,
    rule: "exclusive",
    confidence: 90,
  },
  { id: "openlit-other", scope: /^(openlit\.|@openlit\/)/, rule: "inclusive", confidence: 80 },
  {
    id: "traceloop-bedrock",
    scope: /^(opentelemetry\.instrumentation\.bedrock|@traceloop\/instrumentation-bedrock)$/,
    rule: "exclusive",
    confidence: 90,
  },
  {
    id: "traceloop-anthropic-js",
    scope: /^@traceloop\/instrumentation-anthropic$/,
    rule: "exclusive",
    confidence: 90,
    cacheUnreported: true,
    recorded: true,
  },
  {
    id: "traceloop-anthropic",
    scope: /^opentelemetry\.instrumentation\.anthropic$/,
    rule: "inclusive",
    confidence: 90,
  },
  {
    id: "traceloop-google",
    scope:
      /^opentelemetry\.instrumentation\.(google_generativeai|vertexai)$|^@traceloop\/instrumentation-(google-generativeai|vertexai)$/,
    rule: "inclusive",
    confidence: 85,
    reasoningOutside: true,
  },
  {
    id: "traceloop-openai-js",
    scope: /^@traceloop\/instrumentation-openai$/,
    rule: "inclusive",
    confidence: 90,
    cacheUnreported: true,
    recorded: true,
  },
  {
    id: "traceloop-langchain-js",
    scope: /^@traceloop\/instrumentation-langchain$/,
    rule: "inclusive",
    confidence: 80,
    cacheUnreported: true,
    recorded: true,
  },
  {
    id: "traceloop-llamaindex-claude",
    scope: /^opentelemetry\.instrumentation\.llamaindex$/,
    families: CLAUDE,
    rule: "exclusive",
    confidence: 90,
    recorded: true,
  },
  {
    id: "openinference-bedrock",
    scope: /^(openinference\.instrumentation\.bedrock|@arizeai\/openinference-instrumentation-bedrock)$/,
    rule: "exclusive",
    confidence: 90,
  },
  {
    id: "openinference-without-cache",
    scope: /^openinference\.instrumentation\.(openai_agents|smolagents|haystack)$/,
    rule: "inclusive",
    confidence: 85,
    cacheUnreported: true,
    recorded: true,
  },
  {
    id: "openinference",
    scope: /^(openinference\.instrumentation\.|@arizeai\/openinference-)/,
    rule: "inclusive",
    confidence: 85,
  },
  { id: "strands", scope: /^strands\./, families: CLAUDE, rule: "exclusive", confidence: 90, cacheUnreported: true },
  { id: "strands-other", scope: /^strands\./, rule: "inclusive", confidence: 80, cacheUnreported: true },
  { id: "logfire-anthropic-old", scope: /^logfire\.anthropic$/, rule: null, confidence: 60 },
  { id: "pydantic-ai", scope: /^pydantic-ai$/, rule: "inclusive", confidence: 95 },
  { id: "litellm", scope: /^litellm/, rule: "partial_read_if_over", confidence: 85 },
  { id: "genkit-anthropic", scope: /^genkit-tracer$/, families: ["anthropic"], rule: "exclusive", confidence: 80 },
  {
    id: "genkit-google",
    scope: /^genkit-tracer$/,
    families: ["gemini"],
    rule: "inclusive",
    confidence: 85,
    reasoningOutside: true,
    recorded: true,
  },
  { id: "genkit", scope: /^genkit-tracer$/, rule: "inclusive", confidence: 85, recorded: true },
  {
    id: "botocore",
    scope: /^opentelemetry\.instrumentation\.botocore/,
    rule: "exclusive",
    confidence: 90,
    cacheUnreported: true,
  },
  {
    id: "aws-sdk-js",
    scope: /^@opentelemetry\/instrumentation-aws-sdk$/,
    rule: "exclusive",
    confidence: 90,
    cacheUnreported: true,
    recorded: true,
  },
  {
    id: "otel-openai-js",
    scope: /^@opentelemetry\/instrumentation-openai$/,
    rule: "inclusive",
    confidence: 90,
    cacheUnreported: true,
    recorded: true,
  },
  {
    id: "otel-openai-python",
    scope: /^opentelemetry\.instrumentation\.openai_v2$/,
    rule: "inclusive",
    confidence: 90,
    cacheUnreported: true,
    recorded: true,
  },
  {
    id: "semantic-kernel",
    scope: /^semantic_kernel\./,
    rule: "inclusive",
    confidence: 80,
    cacheUnreported: true,
    recorded: true,
  },
  { id: "langwatch", scope: /^langwatch$/, rule: "inclusive", confidence: 80, cacheUnreported: true, recorded: true },
  { id: "adk", scope: /^gcp\.vertex\.agent$/, rule: "inclusive", confidence: 85, reasoningOutside: true },
  { id: "langsmith", scope: /^langsmith$/, rule: "inclusive", confidence: 75 },
  { id: "mlflow", has: "mlflow.chat.tokenUsage", rule: "inclusive", confidence: 75 },
  { id: "agent-framework", scope: /^agent_framework/, rule: "inclusive", confidence: 70 },
  { id: "copilot", scope: /^github\.copilot/, rule: "inclusive", confidence: 90 },
  { id: "codex", scope: /^codex_/, rule: "inclusive", confidence: 90 },
  { id: "rig", scope: /^rig/, families: ["anthropic"], rule: "exclusive", confidence: 60 },
  { id: "sentry-openrouter", has: "gen_ai.usage.input_tokens.cached", rule: "inclusive", confidence: 90 },
  { id: "openinference-names", has: "llm.token_count.prompt", rule: "inclusive", confidence: 80, recorded: true },
];
