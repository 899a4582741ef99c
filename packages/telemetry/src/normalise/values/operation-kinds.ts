type Kinds = Readonly<Record<string, string | null>>;

export const LANGFUSE_TYPE: Kinds = {
  generation: "chat",
  embedding: "embeddings",
  agent: "invoke_agent",
  tool: "execute_tool",
  chain: "chain",
  retriever: "retrieval",
  evaluator: "evaluation",
  guardrail: "guardrail",
  span: null,
  event: null,
};

export const OI_KIND: Kinds = {
  LLM: "chat",
  EMBEDDING: "embeddings",
  RERANKER: "rerank",
  RETRIEVER: "retrieval",
  TOOL: "execute_tool",
  AGENT: "invoke_agent",
  CHAIN: "chain",
  GUARDRAIL: "guardrail",
  EVALUATOR: "evaluation",
  PROMPT: "prompt",
  UNKNOWN: null,
};

export const MCP_METHOD: Readonly<Record<string, string>> = {
  "tools/call": "execute_tool",
  "prompts/get": "prompt",
  "resources/read": "retrieval",
  "*": "other",
};

export const VERCEL_OPERATIONS: Readonly<Record<string, string>> = {
  "ai.generateText": "rollup:invoke_agent",
  "ai.streamText": "rollup:invoke_agent",
  "ai.generateObject": "rollup:invoke_agent",
  "ai.streamObject": "rollup:invoke_agent",
  "ai.embed": "rollup:chain",
  "ai.embedMany": "rollup:chain",
  "ai.rerank": "rollup:chain",
  "ai.generateText.doGenerate": "chat",
  "ai.streamText.doStream": "chat",
  "ai.generateObject.doGenerate": "chat",
  "ai.streamObject.doStream": "chat",
  "ai.embed.doEmbed": "embeddings",
  "ai.embedMany.doEmbed": "embeddings",
  "ai.rerank.doRerank": "rerank",
  "ai.toolCall": "execute_tool",
  "ai.agent": "rollup:invoke_agent",
};

export const TL_REQUEST_TYPE: Readonly<Record<string, string>> = {
  chat: "chat",
  completion: "text_completion",
  rerank: "rerank",
  embedding: "embeddings",
  unknown: "chat",
  acompletion: "chat",
  aembedding: "embeddings",
};

export const TL_KIND: Kinds = {
  workflow: "invoke_workflow",
  task: "chain",
  agent: "invoke_agent",
  tool: "execute_tool",
  session: "chain",
  unknown: null,
};

export const LANGSMITH_KIND: Readonly<Record<string, string>> = {
  llm: "chat",
  chain: "chain",
  tool: "execute_tool",
  retriever: "retrieval",
  embedding: "embeddings",
  prompt: "prompt",
  parser: "other",
};

export const MLFLOW_TYPE: Kinds = {
  LLM: "chat",
  CHAT_MODEL: "chat",
  EMBEDDING: "embeddings",
  RERANKER: "rerank",
  RETRIEVER: "retrieval",
  TOOL: "execute_tool",
  AGENT: "invoke_agent",
  CHAIN: "chain",
  WORKFLOW: "invoke_workflow",
  TASK: "chain",
  GUARDRAIL: "guardrail",
  EVALUATOR: "evaluation",
  PARSER: "other",
  MEMORY: "search_memory",
  UNKNOWN: null,
};

export const LAMINAR_TYPE: Kinds = {
  LLM: "chat",
  CACHED: "chat+cache_hit",
  TOOL: "execute_tool",
  EVALUATOR: "evaluation",
  HUMAN_EVALUATOR: "evaluation+human",
  EVALUATION: "evaluation",
  EXECUTOR: "chain",
  DEFAULT: null,
};

export const LANGWATCH_TYPE: Kinds = {
  llm: "chat",
  chain: "chain",
  tool: "execute_tool",
  agent: "invoke_agent",
  rag: "retrieval",
  guardrail: "guardrail",
  evaluation: "evaluation",
  workflow: "invoke_workflow",
  component: "chain",
  span: null,
};

export const MASTRA_TYPE: Readonly<Record<string, string>> = {
  agent_run: "invoke_agent",
  workflow_run: "invoke_workflow",
  llm_generation: "chat",
  model_generation: "chat",
  model_step: "chat",
  model_chunk: "other",
  tool_call: "execute_tool",
  mcp_tool_call: "execute_tool",
};

export const GENKIT_SUBTYPE: Readonly<Record<string, string>> = {
  model: "chat",
  embedder: "embeddings",
  tool: "execute_tool",
  retriever: "retrieval",
  reranker: "rerank",
  flow: "invoke_workflow",
  evaluator: "evaluation",
};

export const SENTRY_TYPE: Readonly<Record<string, string>> = {
  ai_client: "chat",
  agent: "invoke_agent",
  tool: "execute_tool",
  handoff: "handoff",
};

export const SPAN_NAMES: Kinds = {
  "claude_code.llm_request": "chat",
  "claude_code.interaction": "rollup:invoke_agent",
  "claude_code.tool*": "execute_tool",
  litellm_request: "chat",
  raw_gen_ai_request: "other",
  "Received Proxy Server Request": null,
  call_llm: "chat",
  "agent_run *": "invoke_agent",
  "execute_tool *": "execute_tool",
  execute_event_loop_cycle: "agent_step",
  "session_task.turn": "rollup:agent_step",
  handle_responses: "chat",
};
