import type { OpClass, Role } from "../call.ts";
import type { AttributeValue } from "../span.ts";
import type { Field } from "./precedence/index.ts";
import type { Evidence } from "./evidence.ts";
import { count } from "./parse/count.ts";
import { text } from "./parse/text.ts";
import { isVercelWrapper, operationOf } from "./values/operation.ts";
import { OPERATION_CLASSES } from "./values/operation-classes.ts";

export interface Operation {
  readonly operation: string;
  readonly role: Role;
  readonly opClass: OpClass;
}

const CLASS_OF = new Map<string, OpClass>(
  Object.entries(OPERATION_CLASSES).flatMap(([name, operations]) =>
    operations.map((operation) => [operation, name as OpClass] as const),
  ),
);
/** The span's name is a source of the tool's name too, so the field alone proves nothing. */
const TOOL_NAME_KEYS = ["gen_ai.tool.name", "tool.name", "ai.toolCall.name"] as const;
const USAGE_FIELDS: readonly Field[] = ["input_tokens_raw", "output_tokens_raw"];
const MODEL_FIELDS: readonly Field[] = ["request_model", "response_model"];
const GENAI_SCOPE =
  /^(gen_ai$|ai$|gcp\.vertex|com\.anthropic|langsmith|strands|pydantic-ai|openlit|@openlit|@traceloop\/instrumentation-|@arizeai\/|openinference|opentelemetry\.instrumentation\.(openai|anthropic|bedrock|cohere|google|groq|mistral|ollama|vertexai|replicate|together|watsonx|langchain|llamaindex)|litellm|agent_framework|github\.copilot|codex_|rig|@mastra)/;

/** The AI SDK 7 gives the outer span of an embedding or a ranking the same operation, but no usage. */
const SINGLE_ANSWER: ReadonlySet<OpClass> = new Set(["embedding", "rerank"]);

/** What a span is about, and whether it is a model call, a sum of calls, or neither. */
export function resolveOperation(evidence: Evidence): Operation {
  if (evidence.facts.attributes.get("logfire.span_type") === "pending_span") return NOT_YET;
  const declared = declaredOperation(evidence);
  const operation = isCollapsedRun(evidence, declared) ? "chat" : (declared ?? derivedOperation(evidence) ?? "other");
  const opClass = CLASS_OF.get(operation) ?? "none";
  if (opClass !== "none" && opClass !== "rollup" && isWrapper(evidence, opClass))
    return { operation: "invoke_agent", role: "rollup", opClass: "rollup" };
  return { operation, opClass, role: opClass === "rollup" ? "rollup" : opClass === "none" ? "none" : "call" };
}

/** Logfire announces a span before it ends; the same id follows with the outcome. */
const NOT_YET: Operation = { operation: "other", role: "none", opClass: "none" };

function declaredOperation(evidence: Evidence): string | undefined {
  let unknown: string | undefined;
  for (const hit of evidence.hits("operation")) {
    const value = evidence.value(hit, text);
    if (value === undefined) continue;
    const { slot } = hit;
    const found = operationOf(slot.options.values ?? "operation", value);
    if (typeof found === "string") return found;
    if (found === undefined && slot.key === "gen_ai.operation.name") unknown ??= value;
  }
  return unknown;
}

/** LangSmith folds the run of a stream into its chain: then the chain has the request's model and the usage. */
function isCollapsedRun(evidence: Evidence, declared: string | undefined): boolean {
  return (
    declared === "chain" &&
    evidence.facts.scopeName === "langsmith" &&
    evidence.facts.attributes.has("gen_ai.request.model") &&
    isReadable(evidence, USAGE_FIELDS, count)
  );
}

/** An inner span's name on an outer one (the AI SDK below other tracers), or sums by attribute. */
function isWrapper(evidence: Evidence, opClass: OpClass): boolean {
  const { attributes, failed, scopeName } = evidence.facts;
  if (scopeName === "gen_ai" && SINGLE_ANSWER.has(opClass) && !failed && !evidence.has("input_tokens_raw")) return true;
  const operationId = attributes.get("ai.operationId");
  return (
    (typeof operationId === "string" && isVercelWrapper(operationId)) ||
    attributes.has("gen_ai.aggregated_usage.input_tokens") ||
    attributes.has("tanstack.ai.iterations")
  );
}

function derivedOperation(evidence: Evidence): string | undefined {
  const hasUsage = isReadable(evidence, USAGE_FIELDS, count);
  if (!hasUsage && TOOL_NAME_KEYS.some((key) => evidence.facts.attributes.has(key)) && !evidence.has("request_model"))
    return "execute_tool";
  if (hasUsage && isReadable(evidence, MODEL_FIELDS, text)) return isEmbedding(evidence) ? "embeddings" : "chat";
  if (!GENAI_SCOPE.test(evidence.facts.scopeName)) return undefined;
  return byWords(evidence.facts.name);
}

/** By its name, for a model that answers without output tokens. */
function isEmbedding(evidence: Evidence): boolean {
  if (evidence.facts.attributes.has("ai.usage.tokens")) return true;
  const model = evidence.read("request_model", text) ?? evidence.read("response_model", text);
  return (
    model !== undefined && /embed/i.test(model.value) && !((evidence.read("output_tokens_raw", count)?.value ?? 0) > 0)
  );
}

function isReadable<T>(
  evidence: Evidence,
  fields: readonly Field[],
  parse: (value: AttributeValue | undefined) => T | undefined,
): boolean {
  return fields.some((field) => evidence.isReadable(field, parse));
}

/** `chat gpt-4o`, `bedrock.completion`, `openai.chat`: a known operation as first or last word. */
function byWords(name: string): string | undefined {
  const [first = ""] = name.split(" ", 1);
  const found = operationOf("operation", first) ?? operationOf("operation", first.slice(first.lastIndexOf(".") + 1));
  return typeof found === "string" ? found : undefined;
}
