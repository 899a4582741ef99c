import { z } from "zod";
import { sameSchema } from "./same-schema.ts";

const text = z.string();
const list = z.array(z.string());
const integer = z.string().transform(Number);

/** Columns of `spans AS t` that make a call record, by the name they are read under. */
const TEXT = [
  "environment",
  "service",
  "feature",
  "tenant",
  "user_id",
  "session_id",
  "agent",
  "workflow",
  "prompt_name",
  "prompt_version",
  "name",
  "role",
  "operation",
  "provider",
  "request_model",
  "response_model",
  "service_tier",
  "region",
  "status",
  "error_type",
  "tool_name",
  "cache_tier",
  "input_cost",
  "cache_read_cost",
  "cache_write_cost",
  "output_cost",
  "other_cost",
  "total_cost",
  "cost_status",
  "unpriced_reason",
  "price_id",
  "price_source",
  "price_date",
  "billing_state",
  "token_rule",
  "writer",
  "seq",
] as const;
const LISTS = ["finish_reasons", "price_modifiers", "flags"] as const;
const INTEGERS = [
  "duration_ns",
  "ttft_ns",
  "uncached_input_tokens",
  "cache_read_tokens",
  "cache_write_5m_tokens",
  "cache_write_1h_tokens",
  "output_tokens",
  "reasoning_tokens",
] as const;

const PLAIN = [...TEXT, ...LISTS, ...INTEGERS].map((name) => `t.${name} AS ${name}`);

/** The select list. */
export const SPAN_SELECT = [
  ...PLAIN,
  "lower(hex(t.trace_id)) AS trace_hex",
  "lower(hex(t.span_id)) AS span_hex",
  "lower(hex(t.parent_span_id)) AS parent_hex",
  "lower(hex(t.superseded_by)) AS superseded_hex",
  "toUnixTimestamp64Nano(t.start_time) AS start_ns",
  "toUnixTimestamp64Milli(t.received_at) AS received_ms",
  "t.reported_cost AS reported_cost",
  "t.token_confidence AS token_confidence",
  "t.booked AS booked",
].join(", ");

export const SpanColumns = {
  ...sameSchema(TEXT, text),
  ...sameSchema(LISTS, list),
  ...sameSchema(INTEGERS, integer),
  trace_hex: text,
  span_hex: text,
  parent_hex: text,
  superseded_hex: text,
  start_ns: text,
  received_ms: integer,
  reported_cost: text.nullable(),
  token_confidence: z.number(),
  booked: z.number(),
};

export const SpanFound = z.object(SpanColumns);
export type SpanFound = z.output<typeof SpanFound>;
