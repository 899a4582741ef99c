import type { GuardRow } from "@spanledger/clickhouse";
import type { StepSource } from "./step-source.ts";

const NO_COST: ReadonlySet<string> = new Set(["unpriced", "no_usage"]);

/** A stored span as the runaway rules need it. */
export function stepSourceOfRow(row: GuardRow): StepSource {
  const isCounted = row.role === "call" && row.cost_status !== "no_usage";
  return {
    traceId: row.trace_id,
    spanId: row.span_id,
    parentSpanId: row.parent_span_id,
    name: row.name,
    startMs: row.start_ms,
    endMs: row.end_ms,
    role: row.role,
    opClass: row.op_class,
    operation: row.operation,
    state: row.billing_state,
    // What the span said itself is not kept apart from what it inherited; the names on agent spans are their own.
    ownAgent: row.operation === "invoke_agent" ? row.agent : "",
    agent: row.agent,
    feature: row.feature,
    tenant: row.tenant,
    model: row.response_model || row.request_model,
    toolName: row.tool_name,
    errorType: row.status === "error" ? row.error_type || "_OTHER" : row.error_type,
    finishReasons: row.finish_reasons,
    inputTokens: isCounted ? row.input_tokens : null,
    outputTokens: isCounted ? row.output_tokens : null,
    costPicoUsd: isCounted && !NO_COST.has(row.cost_status) ? row.total_cost : null,
    inputMessages: row.input_messages,
    outputMessages: row.output_messages,
    toolArguments: row.tool_arguments,
    toolResult: row.tool_result,
    statusMessage: row.status_message,
  };
}
