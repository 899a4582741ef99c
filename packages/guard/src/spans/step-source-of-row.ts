import type { SpanRole, SpanState, StepSource } from "./step-source.ts";

/** A row of `spans` with its content; money in pico-dollars, times in UTC milliseconds. */
export interface StoredSpan {
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id: string;
  readonly name: string;
  readonly start_ms: number;
  readonly end_ms: number;
  readonly role: SpanRole;
  readonly op_class: string;
  readonly operation: string;
  readonly billing_state: SpanState;
  readonly agent: string;
  readonly feature: string;
  readonly tenant: string;
  readonly request_model: string;
  readonly response_model: string;
  readonly tool_name: string;
  readonly status: string;
  readonly error_type: string;
  readonly finish_reasons: readonly string[];
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly total_cost: bigint;
  readonly cost_status: string;
  readonly input_messages: string;
  readonly output_messages: string;
  readonly tool_arguments: string;
  readonly tool_result: string;
  readonly status_message: string;
}

const NO_COST: ReadonlySet<string> = new Set(["unpriced", "no_usage"]);

/** A stored span as the runaway rules need it. */
export function stepSourceOfRow(row: StoredSpan): StepSource {
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
