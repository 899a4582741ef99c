const REMEMBERED_KEYS = 5_000;

/** Keys whose last word does not give them away. */
const CONTENT_KEYS = new Set([
  "all_messages_events",
  "events",
  "pydantic_ai.all_messages",
  "request_data",
  "response_data",
  "final_result",
  "gcp.vertex.agent.llm_request",
  "gcp.vertex.agent.llm_response",
  "gcp.vertex.agent.tool_call_args",
  "gcp.vertex.agent.tool_response",
  "gen_ai.tool.definitions",
  "gen_ai.request.available_tools",
  "gen_ai.response.tool_calls",
  "gen_ai.agent.human_input",
  "llm.request.functions",
  "llm.invocation_parameters",
  "embedding.invocation_parameters",
  "mlflow.spanInputs",
  "mlflow.spanOutputs",
  "ai.telemetry.metadata.langfusePrompt",
  "ai.prompt.tools",
  "ai.prompt.toolChoice",
  "ai.value",
  "ai.values",
  "ai.ranking",
  "ai.embedding",
  "ai.embeddings",
  "ai.response.object",
  "ai.response.toolCalls",
  "ai.response.files",
  "ai.response.reasoning",
  "ai.result.object",
  "ai.result.toolCalls",
  "input.value",
  "output.value",
  "tool.parameters",
  "tool.json_schema",
  "exception.message",
  "error.message",
  "langfuse.observation.status_message",
  "langfuse.observation.metadata",
  "langfuse.trace.metadata",
  "langwatch.rag.contexts",
  "gen_ai.evaluation.explanation",
  "tool_calls",
  "spanledger.review.reason",
  "spanledger.review.comment",
]);
/** Lists and records spread over keys, e.g. `llm.input_messages.0.message.content`. */
const CONTENT_PREFIX =
  /^(llm\.(input_messages|output_messages|prompts|completions|choices|tools)\.|gen_ai\.(prompt|completion)\.\d|gen_ai\.prompt\.variable|retrieval\.documents\.|reranker\.(input|output)_documents\.|embedding\.embeddings\.|traceloop\.prompt\.template_variables|llm\.prompt_template\.(template|variables)|db\.query\.result\.document|message\.|tool_call\.function\.arguments|(http|rpc)\.(request|response)\.(body|header))/;
const CONTENT_WORD =
  /(^|[._:-])(input|output|inputs|outputs|prompt|prompts|completion|completions|messages?|contents?|text|body|query|question|answer|arguments|args|result|results|instructions?|documents?|template|variables|stacktrace|headers|object|reasoning|vector)$/i;
/** Names of prompts, not their text. */
const NOT_CONTENT = /^gen_ai\.(prompt\.(name|version|id)|output\.type)$/;

const known = new Map<string, boolean>();

/** Whether an attribute of any known instrumentation holds what people or models wrote. */
export function isContentKey(key: string): boolean {
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const found = !NOT_CONTENT.test(key) && (CONTENT_KEYS.has(key) || CONTENT_PREFIX.test(key) || CONTENT_WORD.test(key));
  if (known.size >= REMEMBERED_KEYS) known.clear();
  known.set(key, found);
  return found;
}
