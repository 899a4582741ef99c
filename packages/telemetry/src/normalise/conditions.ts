import type { SpanFacts } from "./dialect.ts";
import { isVercelWrapper } from "./values/operation.ts";

const attribute = (facts: SpanFacts, key: string): unknown => facts.attributes.get(key);

export const isRoot = (facts: SpanFacts): boolean => facts.isRoot;
export const isClaudeCode = (facts: SpanFacts): boolean => facts.name.startsWith("claude_code.");
export const isCodex = (facts: SpanFacts): boolean => facts.scopeName.startsWith("codex_");
export const isOpenlit = (facts: SpanFacts): boolean => /^@?openlit/.test(facts.scopeName);
export const isStrands = (facts: SpanFacts): boolean => facts.scopeName.startsWith("strands");
export const isVercelScope = (facts: SpanFacts): boolean => attribute(facts, "ai.operationId") !== undefined;

export const isPydanticModelSpan = (facts: SpanFacts): boolean =>
  facts.scopeName.startsWith("pydantic-ai") && attribute(facts, "agent_name") === undefined;

export const isJsonOutput = (facts: SpanFacts): boolean =>
  attribute(facts, "output.mime_type") === "application/json" && isModelKind(facts);

/** OpenInference repeats whole bodies on chains too; only those of a model span are the call's. */
export const isModelKind = (facts: SpanFacts): boolean => {
  const kind = attribute(facts, "openinference.span.kind");
  return kind === "LLM" || kind === "EMBEDDING" || kind === "RERANKER";
};

export const isOpenInferenceTool = (facts: SpanFacts): boolean =>
  attribute(facts, "openinference.span.kind") === "TOOL";
export const isOpenInferenceRetriever = (facts: SpanFacts): boolean =>
  attribute(facts, "openinference.span.kind") === "RETRIEVER";
export const isTraceloopTool = (facts: SpanFacts): boolean =>
  attribute(facts, "traceloop.span.kind") === "tool" ||
  (attribute(facts, "traceloop.span.kind") === "task" && attribute(facts, "gen_ai.operation.name") === "execute_tool");
export const isTraceloopAgent = (facts: SpanFacts): boolean => attribute(facts, "traceloop.span.kind") === "agent";
export const isLangfuseTool = (facts: SpanFacts): boolean => attribute(facts, "langfuse.observation.type") === "tool";
export const isLangfuseRetriever = (facts: SpanFacts): boolean =>
  attribute(facts, "langfuse.observation.type") === "retriever";
export const isLangfuseAgent = (facts: SpanFacts): boolean => attribute(facts, "langfuse.observation.type") === "agent";
export const isLangsmithTool = (facts: SpanFacts): boolean => attribute(facts, "langsmith.span.kind") === "tool";
export const isLangsmithRetriever = (facts: SpanFacts): boolean =>
  attribute(facts, "langsmith.span.kind") === "retriever";

/** `langsmith.trace.name` is the run's own name on every span; only the root's names the trace. */
export const isLangsmithRoot = (facts: SpanFacts): boolean => {
  const root = attribute(facts, "langsmith.is_root");
  return root === true || root === "true";
};

export const isMlflowTool = (facts: SpanFacts): boolean => {
  const type = attribute(facts, "mlflow.spanType");
  return type === "TOOL" || type === '"TOOL"';
};

export const isVercelAgent = (facts: SpanFacts): boolean => attribute(facts, "ai.operationId") === "ai.agent";
export const isGenkitFlow = (facts: SpanFacts): boolean => attribute(facts, "genkit:metadata:subtype") === "flow";

/** `generate` spans repeat the usage of the model span below them. */
export const isGenkitModel = (facts: SpanFacts): boolean => {
  const kind = attribute(facts, "genkit:metadata:subtype");
  return kind === "model" || kind === "embedder" || kind === "reranker";
};

export const isBedrockRuntime = (facts: SpanFacts): boolean =>
  attribute(facts, "gen_ai.system") === "aws.bedrock" || attribute(facts, "rpc.service") === "BedrockRuntime";

/** A wrapper's provider metadata is that of its last step, while its usage is a sum. */
export const isNotWrapper = (facts: SpanFacts): boolean => {
  const operation = attribute(facts, "ai.operationId");
  return typeof operation !== "string" || !isVercelWrapper(operation);
};

/** Conventions in which a tool span is named after its tool. */
export const isNamedAfterTool = (facts: SpanFacts): boolean =>
  isOpenInferenceTool(facts) || isLangfuseTool(facts) || isLangsmithTool(facts);
