/** Where the prices of a provider are looked up, in this order. */
export interface PriceList {
  /** Provider id in genai-prices, or null when only the overlay knows it. */
  readonly library: string | null;
  /** Key of the overlay file's provider. */
  readonly overlay: string;
  /**
   * Set on a list of another provider that is known to hold here too (Azure bills OpenAI's list prices): the model
   * ids it lends, and the standard tier only.
   */
  readonly lends?: RegExp;
}

export interface ProviderRow {
  /** Canonical id, as in the OpenTelemetry registry where that has one. */
  readonly id: string;
  /** Other spellings seen in the wild, lower-case, `_` written as `-`. A trailing `.*` takes any `.` suffix. */
  readonly spellings: readonly string[];
  readonly lists: readonly PriceList[];
  /** Prefixes `vendor/` that a model id may carry here besides the provider's own spellings. */
  readonly vendors?: readonly string[];
}

const own = (library: string): readonly PriceList[] => [{ library, overlay: library }];
const overlayOnly = (overlay: string): readonly PriceList[] => [{ library: null, overlay }];

const AZURE_LISTS: readonly PriceList[] = [
  { library: "azure", overlay: "azure" },
  { library: "openai", overlay: "openai", lends: /^(gpt-|o[134]|text-embedding-|chatgpt-|codex-|computer-use|ft:)/ },
  { library: "anthropic", overlay: "anthropic", lends: /^claude-/ },
];
const GOOGLE_VENDORS = ["google", "gemini"];

/** Every provider with a price list, and the self-hosted ones that have none on purpose. */
export const PROVIDERS: readonly ProviderRow[] = [
  {
    id: "openai",
    spellings: ["openai.*", "openai-responses", "open-ai", "text-completion-openai"],
    lists: own("openai"),
  },
  {
    id: "azure.ai.openai",
    spellings: ["azure", "az.ai.openai", "azure-openai.*", "azure.openai", "azure.chat", "azure-ai-openai"],
    lists: AZURE_LISTS,
    vendors: ["openai"],
  },
  {
    id: "azure.ai.inference",
    spellings: ["az.ai.inference", "azure-ai", "azure-ai-inference", "azure-ai-foundry"],
    lists: AZURE_LISTS,
    vendors: ["openai", "anthropic"],
  },
  { id: "anthropic", spellings: ["anthropic.*"], lists: own("anthropic") },
  {
    id: "aws.bedrock",
    spellings: ["aws-bedrock", "bedrock", "bedrock-converse", "amazon-bedrock.*", "amazon.bedrock", "aws"],
    lists: own("aws"),
  },
  {
    id: "gcp.vertex_ai",
    spellings: [
      "gcp.vertex-ai",
      "gcp.vertex",
      "vertex-ai",
      "vertexai",
      "vertex",
      "google-vertexai",
      "google-vertex.*",
      "google.vertex.*",
    ],
    lists: [
      { library: null, overlay: "vertex" },
      { library: "google", overlay: "google", lends: /./ },
    ],
    vendors: [...GOOGLE_VENDORS, "anthropic"],
  },
  {
    id: "gcp.gemini",
    spellings: [
      "gemini",
      "google",
      "google.generative-ai.*",
      "google-genai",
      "google-generativeai",
      "google-generative-ai",
      "google-ai-studio",
    ],
    lists: own("google"),
    vendors: GOOGLE_VENDORS,
  },
  { id: "gcp.gen_ai", spellings: ["gcp.gen-ai"], lists: own("google"), vendors: GOOGLE_VENDORS },
  { id: "x_ai", spellings: ["x-ai", "xai.*", "grok"], lists: own("x-ai") },
  { id: "mistral_ai", spellings: ["mistral-ai", "mistralai", "mistral.*"], lists: own("mistral") },
  { id: "groq", spellings: ["groq.*"], lists: own("groq") },
  { id: "cohere", spellings: ["cohere.*", "cohere-chat"], lists: own("cohere") },
  { id: "deepseek", spellings: ["deepseek.*"], lists: own("deepseek") },
  { id: "perplexity", spellings: ["perplexity.*"], lists: own("perplexity") },
  { id: "moonshot_ai", spellings: ["moonshot-ai", "moonshot", "moonshotai.*"], lists: own("moonshotai") },
  { id: "openrouter", spellings: ["openrouter.*"], lists: own("openrouter") },
  { id: "fireworks", spellings: ["fireworks-ai", "fireworks.*"], lists: own("fireworks") },
  { id: "together", spellings: ["together-ai", "togetherai.*", "together.*"], lists: own("together") },
  { id: "cerebras", spellings: ["cerebras.*"], lists: own("cerebras") },
  { id: "voyage", spellings: ["voyageai", "voyage-ai"], lists: own("voyageai") },
  { id: "novita", spellings: ["novita-ai"], lists: own("novita") },
  { id: "minimax", spellings: [], lists: own("minimax") },
  { id: "zhipuai", spellings: ["zhipu", "zhipu-ai"], lists: own("zhipuai") },
  { id: "zai", spellings: ["z-ai", "z.ai"], lists: own("zai") },
  { id: "arcee", spellings: ["arcee-ai"], lists: own("arcee") },
  { id: "avian", spellings: [], lists: own("avian") },
  { id: "baseten", spellings: [], lists: own("baseten") },
  { id: "cloudflare", spellings: ["workers-ai", "cloudflare-workers-ai"], lists: own("cloudflare") },
  { id: "cursor", spellings: [], lists: own("cursor") },
  { id: "doubleword", spellings: [], lists: own("doubleword") },
  { id: "github-copilot", spellings: ["copilot", "github.copilot"], lists: own("github-copilot") },
  { id: "modal", spellings: [], lists: own("modal") },
  { id: "ovhcloud", spellings: ["ovh"], lists: own("ovhcloud") },
  { id: "quicksilverpro", spellings: [], lists: own("quicksilverpro") },
  { id: "typesafe", spellings: [], lists: own("typesafe") },
  ...[
    "cerebras",
    "fireworks-ai",
    "groq",
    "hyperbolic",
    "nebius",
    "novita",
    "nscale",
    "ovhcloud",
    "publicai",
    "sambanova",
    "together",
  ].map((backend) => ({
    id: `huggingface_${backend}`,
    spellings: [`huggingface-${backend}`],
    lists: own(`huggingface_${backend}`),
  })),
  { id: "deepinfra", spellings: [], lists: overlayOnly("deepinfra") },
  { id: "alibaba", spellings: ["dashscope", "qwen"], lists: overlayOnly("alibaba") },
  { id: "ibm.watsonx.ai", spellings: ["watsonx", "ibm"], lists: overlayOnly("watsonx") },
  { id: "databricks", spellings: [], lists: overlayOnly("databricks") },
  { id: "nvidia", spellings: ["nvidia-nim"], lists: [] },
  { id: "vercel_ai_gateway", spellings: ["vercel-ai-gateway", "gateway", "vercel"], lists: [] },
  { id: "huggingface", spellings: [], lists: [] },
  { id: "sagemaker", spellings: ["aws.sagemaker", "amazon-sagemaker"], lists: [] },
  { id: "replicate", spellings: [], lists: [] },
  { id: "ollama", spellings: ["ollama.*"], lists: [] },
  { id: "vllm", spellings: ["hosted-vllm"], lists: [] },
  { id: "lmstudio", spellings: ["lm-studio"], lists: [] },
  { id: "llamacpp", spellings: ["llama.cpp", "llama-cpp"], lists: [] },
];

/** Names of frameworks and gateways that some senders put where the provider belongs. They say nothing about it. */
export const NOT_PROVIDERS: ReadonlySet<string> = new Set([
  "strands-agents",
  "microsoft.agent-framework",
  "gcp.vertex.agent",
  "langchain",
  "langgraph",
  "llamaindex",
  "llama-index",
  "crewai",
  "autogen",
  "ag2",
  "agno",
  "haystack",
  "dynamiq",
  "mem0",
  "pydantic-ai",
  "openai-agents",
  "semantic-kernel",
  "litellm",
  "browser-use",
  "smolagents",
  "mastra",
  "-other",
  "other",
  "unknown",
]);
