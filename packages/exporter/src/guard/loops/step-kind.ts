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

const KINDS: readonly (readonly [StepKind, RegExp])[] = [
  ["tool", /^(execute_tool|(mcp_)?tool(_call)?|ai\.toolcall)$/i],
  ["model", /^(chat|llm|model|(text_)?completion|(model_)?generation|generate_content|embeddings?|ai\.\w+\.do\w+)$/i],
  ["agent", /^(invoke_)?agent(_run)?$/i],
  ["retrieval", /^retriev(al|er)$/i],
];

/** What kind of step a span of any known instrumentation is. */
export function stepKind(attributes: Attributes): StepKind {
  for (const key of KIND_KEYS) {
    const value = attributes[key];
    if (typeof value !== "string") continue;
    const kind = KINDS.find(([, pattern]) => pattern.test(value));
    if (kind !== undefined) return kind[0];
  }
  return typeof attributes["gen_ai.tool.name"] === "string" && attributes["gen_ai.request.model"] === undefined
    ? "tool"
    : "other";
}
