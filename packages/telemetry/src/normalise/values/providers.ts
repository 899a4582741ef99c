/** Canonical provider -> spellings; `x.*` matches any suffix. */
export const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  "openai": ["openai", "openai.*", "OpenAI", "openai_responses"],
  "azure.ai.openai": ["azure.ai.openai", "az.ai.openai", "azure_openai", "azure", "azure-openai.*", "azure.openai", "azure.chat", "Azure", "azure_ai_openai"],
  "azure.ai.inference": ["azure.ai.inference", "az.ai.inference", "azure_ai", "azure_ai_inference"],
  "anthropic": ["anthropic", "anthropic.*", "Anthropic"],
  "aws.bedrock": ["aws.bedrock", "aws_bedrock", "bedrock", "bedrock_converse", "amazon-bedrock", "amazon_bedrock", "AWS", "aws"],
  "gcp.vertex_ai": ["gcp.vertex_ai", "vertex_ai", "vertexai", "google_vertexai", "google.vertex.*", "VertexAI"],
  "gcp.gemini": ["gcp.gemini", "gemini", "google", "google.generative-ai", "google_genai", "google_generativeai", "google_generative_ai", "Google"],
  "gcp.gen_ai": ["gcp.gen_ai"],
  "x_ai": ["x_ai", "xai", "xai.*", "grok"],
  "mistral_ai": ["mistral_ai", "mistralai", "mistral", "mistral.*", "MistralAI"],
  "groq": ["groq", "groq.*", "Groq"],
  "cohere": ["cohere", "cohere.*", "cohere_chat", "Cohere"],
  "deepseek": ["deepseek", "deepseek.*"],
  "perplexity": ["perplexity", "perplexity.*"],
  "ibm.watsonx.ai": ["ibm.watsonx.ai", "watsonx", "Watsonx", "IBM"],
  "moonshot_ai": ["moonshot_ai", "moonshot", "moonshotai"],
  "openrouter": ["openrouter", "openrouter.*"],
  "fireworks": ["fireworks", "fireworks_ai", "fireworks.*"],
  "together": ["together", "together_ai", "togetherai", "TogetherAI"],
  "huggingface": ["huggingface", "HuggingFace"],
  "ollama": ["ollama", "Ollama", "ollama.*"],
  "replicate": ["replicate", "Replicate"],
  "vllm": ["vllm", "hosted_vllm"],
  "cerebras": ["cerebras"],
  "voyage": ["voyage", "voyageai"],
  "databricks": ["databricks"],
  "alibaba": ["alibaba", "dashscope", "qwen"],
  "nvidia": ["nvidia", "nvidia_nim"],
  "vercel_ai_gateway": ["gateway", "vercel"],
};

/** Spellings seen in payloads, beyond the published mapping. */
export const MORE_PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  "openai": ["openai-chat", "openai-responses"],
  "anthropic": ["anthropic-messages"],
  "gcp.gemini": ["googleai", "google-genai", "google_ai"],
  "gcp.vertex_ai": ["vertex-ai", "google.vertex"],
  "aws.bedrock": ["aws-bedrock", "bedrock.*"],
};

/** Frameworks: they do not serve models. */
export const NOT_PROVIDERS: ReadonlySet<string> = new Set(["strands-agents", "microsoft.agent_framework", "gcp.vertex.agent", "langchain", "Langchain", "langgraph", "llamaindex", "llama_index", "LlamaIndex", "crewai", "CrewAI", "autogen", "ag2", "agno", "haystack", "dynamiq", "mem0", "pydantic_ai", "pydantic-ai", "openai_agents", "semantic_kernel", "litellm", "browser_use", "smolagents", "mastra", "_OTHER", "unknown"]);

/** Model name pattern -> provider, when nothing else says it. */
export const PROVIDER_BY_MODEL: readonly (readonly [RegExp, string])[] = [
  [/^(us|eu|apac|au|jp|global)?\.?(anthropic|amazon|meta|mistral|cohere|ai21|deepseek|openai|qwen|writer|stability)\./, "aws.bedrock"],
  [/^arn:aws[a-z-]*:bedrock:/, "aws.bedrock"],
  [/(^|\/)claude/, "anthropic"],
  [/(^|\/)(gpt-|o[1345](-|$)|chatgpt|text-embedding-|dall-e|whisper|tts-|gpt-image|codex)/, "openai"],
  [/(^|\/)(models\/)?gemini|gemma|text-embedding-00|imagen|veo/, "gcp.gemini"],
  [/(^|\/)grok/, "x_ai"],
  [/(^|\/)(mistral|mixtral|codestral|ministral|pixtral|magistral)/, "mistral_ai"],
  [/(^|\/)command|^rerank-|^embed-/, "cohere"],
  [/(^|\/)deepseek/, "deepseek"],
  [/(^|\/)sonar/, "perplexity"],
  [/(^|\/)kimi|moonshot/, "moonshot_ai"],
];

/** Part of a host name -> provider. */
export const PROVIDER_BY_HOST: readonly (readonly [string, string])[] = [
  ["api.openai.com", "openai"],
  [".openai.azure.com", "azure.ai.openai"],
  [".services.ai.azure.com", "azure.ai.inference"],
  ["api.anthropic.com", "anthropic"],
  ["bedrock-runtime.", "aws.bedrock"],
  ["generativelanguage.googleapis.com", "gcp.gemini"],
  ["aiplatform.googleapis.com", "gcp.vertex_ai"],
  ["api.groq.com", "groq"],
  ["api.mistral.ai", "mistral_ai"],
  ["api.cohere", "cohere"],
  ["api.deepseek.com", "deepseek"],
  ["api.x.ai", "x_ai"],
  ["openrouter.ai", "openrouter"],
  ["api.perplexity.ai", "perplexity"],
  ["api.together", "together"],
  ["api.fireworks.ai", "fireworks"],
];
