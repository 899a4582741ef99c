import type { Attributes } from "@opentelemetry/api";
import type { StepKind } from "@spanledger/guard";

const KIND_KEYS = [
  "gen_ai.operation.name",
  "ai.operationId",
  "openinference.span.kind",
  "traceloop.span.kind",
  "langfuse.observation.type",
  "genkit:metadata:subtype",
  "mastra.span.type",
  "llm.request.type",
] as const;

const KINDS: Readonly<Record<string, StepKind>> = {
  execute_tool: "tool",
  tool: "tool",
  tool_call: "tool",
  mcp_tool_call: "tool",
  "ai.toolCall": "tool",
  chat: "model",
  text_completion: "model",
  generate_content: "model",
  completion: "model",
  embeddings: "model",
  embedding: "model",
  llm: "model",
  model: "model",
  generation: "model",
  model_generation: "model",
  "ai.generateText.doGenerate": "model",
  "ai.streamText.doStream": "model",
  "ai.generateObject.doGenerate": "model",
  "ai.streamObject.doStream": "model",
  invoke_agent: "agent",
  agent: "agent",
  agent_run: "agent",
  retrieval: "retrieval",
  retriever: "retrieval",
};

/** What kind of step a span of any known instrumentation is. */
export function stepKind(attributes: Attributes): StepKind {
  for (const key of KIND_KEYS) {
    const value = attributes[key];
    if (typeof value !== "string") continue;
    const kind = KINDS[value] ?? KINDS[value.toLowerCase()];
    if (kind !== undefined) return kind;
  }
  return typeof attributes["gen_ai.tool.name"] === "string" && attributes["gen_ai.request.model"] === undefined
    ? "tool"
    : "other";
}
