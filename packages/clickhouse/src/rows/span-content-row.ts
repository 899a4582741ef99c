/** One row of `span_content`: the keys are its columns. "" means absent. */
export interface SpanContentRow {
  readonly project: string;
  /** 32 hex digits. */
  readonly trace_id: string;
  /** 16 hex digits. */
  readonly span_id: string;
  /** UTC nanoseconds. */
  readonly start_time: bigint;
  /** JSON; this and the other texts are "" when absent. */
  readonly input_messages: string;
  readonly output_messages: string;
  readonly system_instructions: string;
  readonly tool_definitions: string;
  readonly tool_arguments: string;
  readonly tool_result: string;
  readonly documents: string;
  readonly status_message: string;
  readonly other: string;
  /** span | log. */
  readonly source: string;
  readonly seq: bigint;
  /** `field=salt;field=salt` of the commitments in the evidence log, "" when the span is not logged. */
  readonly salts: string;
}
