import type { OpClass, Role } from "../call.ts";
import type { Evidence } from "./evidence.ts";
import { text } from "./parse/text.ts";
import { isVercelWrapper, operationOf } from "./values/operation.ts";
import { OPERATION_CLASSES } from "./values/operation-classes.ts";

export interface Operation {
  readonly operation: string;
  readonly role: Role;
  readonly opClass: OpClass;
}

const CLASS_OF = new Map<string, OpClass>(
  Object.entries(OPERATION_CLASSES).flatMap(([name, operations]) => operations.map((operation) => [operation, name as OpClass] as const)),
);
const GENAI_SCOPE = /^(gen_ai$|ai$|gcp\.vertex|com\.anthropic|langsmith|strands|pydantic-ai|openlit|@openlit|@traceloop\/instrumentation-|@arizeai\/|openinference|opentelemetry\.instrumentation\.(openai|anthropic|bedrock|cohere|google|groq|mistral|ollama|vertexai|replicate|together|watsonx|langchain|llamaindex)|litellm|agent_framework|github\.copilot|codex_|rig|@mastra)/;

/** What a span is about, and whether it is a model call, a sum of calls, or neither. */
export function resolveOperation(evidence: Evidence): Operation {
  const declared = declaredOperation(evidence);
  const operation = declared ?? derivedOperation(evidence) ?? "other";
  const opClass = CLASS_OF.get(operation) ?? "none";
  const aggregated = opClass !== "none" && opClass !== "rollup" && isWrapper(evidence);
  if (aggregated) return { operation: "invoke_agent", role: "rollup", opClass: "rollup" };
  return { operation, opClass, role: opClass === "rollup" ? "rollup" : opClass === "none" ? "none" : "call" };
}

function declaredOperation(evidence: Evidence): string | undefined {
  let unknown: string | undefined;
  for (const { value, slot } of evidence.readAll("operation", text)) {
    const found = operationOf(slot.options.values ?? "operation", value);
    if (typeof found === "string") return found;
    if (found === undefined && slot.key === "gen_ai.operation.name") unknown ??= value;
  }
  return unknown;
}

/** An inner span's name on an outer one (the AI SDK below other tracers), or sums by attribute. */
function isWrapper(evidence: Evidence): boolean {
  const { attributes } = evidence.facts;
  const operationId = attributes.get("ai.operationId");
  return (
    (typeof operationId === "string" && isVercelWrapper(operationId)) ||
    attributes.has("gen_ai.aggregated_usage.input_tokens") ||
    attributes.has("tanstack.ai.iterations")
  );
}

function derivedOperation(evidence: Evidence): string | undefined {
  const hasUsage = evidence.has("input_tokens_raw") || evidence.has("output_tokens_raw");
  if (evidence.has("tool_name") && !hasUsage && !evidence.has("request_model")) return "execute_tool";
  const hasModel = evidence.has("request_model") || evidence.has("response_model");
  if (hasUsage && hasModel) return evidence.facts.attributes.has("ai.usage.tokens") ? "embeddings" : "chat";
  if (!GENAI_SCOPE.test(evidence.facts.scopeName)) return undefined;
  return byWords(evidence.facts.name);
}

/** `chat gpt-4o`, `bedrock.completion`, `openai.chat`: a known operation as first or last word. */
function byWords(name: string): string | undefined {
  const [first = ""] = name.split(" ", 1);
  const found = operationOf("operation", first) ?? operationOf("operation", first.slice(first.lastIndexOf(".") + 1));
  return typeof found === "string" ? found : undefined;
}
