import type { SpanContentRow } from "@spanledger/clickhouse";
import type { Call } from "@spanledger/telemetry";

/** null when the span has no content. */
export function contentRowOf(projectId: string, call: Call, seq: bigint): SpanContentRow | null {
  const { content, span } = call;
  const row: SpanContentRow = {
    project: projectId,
    trace_id: span.traceId,
    span_id: span.spanId,
    start_time: span.startTimeNs,
    input_messages: content.inputMessages,
    output_messages: content.outputMessages,
    system_instructions: content.systemInstructions,
    tool_definitions: content.toolDefinitions,
    tool_arguments: content.toolArguments,
    tool_result: content.toolResult,
    documents: content.documents,
    status_message: content.statusMessage,
    other: content.other,
    source: "span",
    salts: "",
    seq,
  };
  const hasContent =
    row.input_messages !== "" ||
    row.output_messages !== "" ||
    row.system_instructions !== "" ||
    row.tool_definitions !== "" ||
    row.tool_arguments !== "" ||
    row.tool_result !== "" ||
    row.documents !== "" ||
    row.status_message !== "" ||
    row.other !== "";
  return hasContent ? row : null;
}
