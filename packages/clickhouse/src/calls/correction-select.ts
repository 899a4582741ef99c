import { z } from "zod";
import { sameSchema } from "./same-schema.ts";

const text = z.string();
const integer = z.string().transform(Number);

const TEXT = [
  "writer",
  "seq",
  "entry",
  "reason",
  "recorded_by",
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
  "billing_state",
  "cost_status",
  "unpriced_reason",
  "price_id",
  "price_source",
  "price_date",
  "input_cost",
  "cache_read_cost",
  "cache_write_cost",
  "output_cost",
  "other_cost",
  "total_cost",
] as const;
const INTEGERS = [
  "uncached_input_tokens",
  "cache_read_tokens",
  "cache_write_5m_tokens",
  "cache_write_1h_tokens",
  "output_tokens",
  "reasoning_tokens",
] as const;

/** The select list over `adjustments AS t`. */
export const CORRECTION_SELECT = [
  ...[...TEXT, ...INTEGERS].map((name) => `t.${name} AS ${name}`),
  "lower(hex(t.span_id)) AS span_hex",
  "lower(hex(t.superseded_by)) AS superseded_hex",
  "toUnixTimestamp64Milli(t.recorded_at) AS recorded_ms",
  "t.price_modifiers AS price_modifiers",
  "t.reported_cost AS reported_cost",
  "t.calls AS calls",
  "t.revision AS revision",
].join(", ");

export const CorrectionFound = z.object({
  ...sameSchema(TEXT, text),
  ...sameSchema(INTEGERS, integer),
  span_hex: text,
  superseded_hex: text,
  recorded_ms: integer,
  price_modifiers: z.array(text),
  reported_cost: text.nullable(),
  calls: z.number(),
  revision: z.number(),
});
export type CorrectionFound = z.output<typeof CorrectionFound>;
