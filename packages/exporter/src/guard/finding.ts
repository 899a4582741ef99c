/** Why a trace was stopped. */
export interface Finding {
  /** e.g. `same_tool_call`, or `local_trace_calls` for a limit of this process. */
  readonly rule: string;
  readonly severity: "warning" | "critical";
  /** One plain sentence. */
  readonly sentence: string;
  /** Undefined when the call belonged to no trace. */
  readonly traceId: string | undefined;
  readonly firstSpanId: string | undefined;
  readonly evidenceSpanIds: readonly string[];
  /** US dollars as an exact decimal; undefined when unknown. */
  readonly spentUsd: string | undefined;
  /** RFC 3339. */
  readonly detectedAt: string;
  /** `limit`: a limit of this process, `loop`: found in this process, `platform`: sent by the platform. */
  readonly source: "limit" | "loop" | "platform";
}
