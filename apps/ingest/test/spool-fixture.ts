import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeSpanContentRows, encodeSpanRows, type SpanContentRow, type SpanRow } from "@spanledger/clickhouse";
import type { SpoolBatch, SpoolOptions } from "../src/spool/spool.ts";

/** Over 16 days: three weekly partitions, so that one insert makes several parts. */
const STEP_NS = 8n * 3_600_000_000_000n;

/** A billed call of exactly `seq` pico-dollars, so that a sum tells which rows are there. */
export function aSpanRow(seq: number, over: Partial<SpanRow> = {}): SpanRow {
  const id = seq.toString(16);
  const texts = {
    environment: "test",
    service: "app",
    feature: "chat",
    tenant: `t${seq % 5}`,
    user_id: "u",
    session_id: "",
  };
  const more = { agent: "", workflow: "", prompt_name: "", prompt_version: "", scope_name: "s", scope_version: "1" };
  const model = {
    operation: "chat",
    provider: "openai",
    request_model: "gpt-4o",
    response_model: "gpt-4o",
    response_id: "",
  };
  const tokens = {
    cache_read_tokens: 0,
    cache_write_5m_tokens: 0,
    cache_write_1h_tokens: 0,
    output_tokens: 2,
    reasoning_tokens: 0,
  };
  const costs = { cache_read_cost: 0n, cache_write_cost: 0n, output_cost: 0n, other_cost: 0n, reported_cost: null };
  const price = { price_id: "openai/gpt-4o", price_source: "list 1", price_date: "", price_modifiers: [] };
  const start = 1_790_000_000_000_000_000n + BigInt(seq % 48) * STEP_NS;
  return {
    project: "default",
    ...texts,
    ...more,
    ...model,
    ...tokens,
    ...costs,
    ...price,
    trace_id: id.padStart(32, "0"),
    span_id: id.padStart(16, "0"),
    parent_span_id: "",
    name: "chat",
    role: "call",
    op_class: "generation",
    service_tier: "",
    region: "",
    start_time: start,
    duration_ns: 1_000_000n,
    ttft_ns: 0n,
    status: "ok",
    error_type: "",
    finish_reasons: ["stop"],
    tool_name: "",
    tool_call_id: "",
    cache_tier: "",
    cache_entry_tenant: "",
    uncached_input_tokens: 1,
    usage_detail: "",
    token_rule: "no_cache",
    token_confidence: 90,
    flags: [],
    input_cost: BigInt(seq),
    total_cost: BigInt(seq),
    cost_status: "priced",
    unpriced_reason: "",
    billing_state: "billed",
    superseded_by: "",
    booked: 1,
    received_at: 1_790_000_000_000n,
    writer: "w",
    seq: BigInt(seq),
    identity: "{}",
    attributes: new Map([["k", "v"]]),
    ...over,
  };
}

export function aContentRow(seq: number): SpanContentRow {
  const { project, trace_id, span_id, start_time } = aSpanRow(seq);
  const texts = { system_instructions: "", tool_definitions: "", tool_arguments: "", tool_result: "", documents: "" };
  const messages = {
    input_messages: `question ${seq} `.repeat(40),
    output_messages: `answer ${seq}`,
    status_message: "",
    other: "",
  };
  return { project, trace_id, span_id, start_time, ...texts, ...messages, source: "span", seq: BigInt(seq), salts: "" };
}

/** The spans first..first+count-1 with their content. */
export function aBatch(first: number, count: number): SpoolBatch {
  const numbers = Array.from({ length: count }, (_, index) => first + index);
  return {
    spans: { rows: count, bytes: encodeSpanRows(numbers.map((seq) => aSpanRow(seq))) },
    span_content: { rows: count, bytes: encodeSpanContentRows(numbers.map(aContentRow)) },
  };
}

export function aDirectory(): string {
  return mkdtempSync(join(tmpdir(), "spanledger-spool-"));
}

export function spoolOptions(directory: string, over: Partial<SpoolOptions> = {}): SpoolOptions {
  return {
    directory,
    writer: "test",
    maxBytes: 1e9,
    segmentMaxBytes: 1e8,
    segmentMaxAgeMs: 50,
    commitDelayMs: 0,
    minFreeBytes: 0,
    ...over,
  };
}
