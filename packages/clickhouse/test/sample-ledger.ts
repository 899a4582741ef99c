import type { AdjustmentRow } from "../src/rows/adjustment-row.ts";
import type { SpanRow } from "../src/rows/span-row.ts";
import { aSpanRow } from "./a-span-row.ts";
import { anAdjustmentRow } from "./an-adjustment-row.ts";

export interface SampleLedger {
  readonly spans: SpanRow[];
  readonly adjustments: AdjustmentRow[];
  readonly fromMs: number;
  readonly toMs: number;
}

const DAY_MS = 86_400_000;

/** Calls of some days in every state, and corrections of some of them. The same seed gives the same ledger. */
export function sampleLedger({ seed, count, days }: { seed: number; count: number; days: number }): SampleLedger {
  const random = createRandom(seed);
  const fromMs = Date.UTC(2026, 2, 27, 0, 0, 0);
  const pick = <T>(values: readonly [T, ...T[]]): T => values[Math.floor(random() * values.length)] ?? values[0];
  const spans: SpanRow[] = [];
  const adjustments: AdjustmentRow[] = [];
  for (let index = 0; index < count; index += 1) {
    const span = sampleSpan({ random, pick, index, startMs: fromMs + Math.floor(random() * days * DAY_MS) });
    spans.push(span);
    if (random() < 0.25) adjustments.push(...sampleCorrection(span, pick));
  }
  return { spans, adjustments, fromMs, toMs: fromMs + days * DAY_MS };
}

interface Sampling {
  readonly random: () => number;
  readonly pick: <T>(values: readonly [T, ...T[]]) => T;
  readonly index: number;
  readonly startMs: number;
}

function sampleSpan({ random, pick, index, startMs }: Sampling): SpanRow {
  const state = pick<SpanRow["billing_state"]>([
    "billed",
    "billed",
    "billed",
    "cached",
    "provisional",
    "superseded",
    "none",
  ]);
  const status = pick(["priced", "priced", "priced", "unpriced", "no_usage"]);
  const counts = status !== "no_usage";
  const inputCost = status === "priced" ? BigInt(Math.floor(random() * 1e12)) : 0n;
  const outputCost = status === "priced" ? BigInt(Math.floor(random() * 1e9)) : 0n;
  return aSpanRow({
    feature: pick(["", "search", "chat", "it's"]),
    tenant: pick(["", "acme", "globex"]),
    environment: pick(["production", "staging"]),
    prompt_name: pick(["", "answer"]),
    prompt_version: pick(["", "1", "2"]),
    user_id: pick(["", "u1", "u2", "u3"]),
    agent: pick(["", "planner"]),
    request_model: pick(["", "gpt-4o", "claude-sonnet-4"]),
    response_model: pick(["gpt-4o-2024-08-06", "claude-sonnet-4"]),
    attributes: new Map([["team", pick(["red", "blue"])]]),
    trace_id: (index % 40).toString(16).padStart(32, "a"),
    span_id: (index + 1).toString(16).padStart(16, "0"),
    seq: BigInt(index),
    start_time: BigInt(startMs) * 1_000_000n + BigInt(index % 1000),
    role: state === "none" ? "none" : state === "provisional" ? "rollup" : "call",
    billing_state: state,
    booked: state === "billed" || state === "cached" ? 1 : 0,
    status: pick(["unset", "ok", "error"]),
    cost_status: status,
    uncached_input_tokens: counts ? Math.floor(random() * 10_000) : 0,
    cache_read_tokens: counts ? Math.floor(random() * 1000) : 0,
    cache_write_5m_tokens: counts ? Math.floor(random() * 100) : 0,
    cache_write_1h_tokens: counts ? Math.floor(random() * 100) : 0,
    output_tokens: counts ? Math.floor(random() * 5000) : 0,
    input_cost: inputCost,
    output_cost: outputCost,
    total_cost: inputCost + outputCost,
    reported_cost: random() < 0.3 ? 1_000_000_007n : null,
  });
}

function sampleCorrection(span: SpanRow, pick: Sampling["pick"]): AdjustmentRow[] {
  const reverse = span.booked === 1 ? [anAdjustmentRow(span, { entry: "reverse", revision: 1 })] : [];
  if (span.role === "none") return [];
  const kind = pick(["superseded", "inherited", "repriced", "only_carrier"]);
  if (kind === "superseded") {
    return [
      ...reverse,
      anAdjustmentRow(span, { entry: "book", revision: 1, calls: 0, reason: kind, billing_state: "superseded" }),
    ];
  }
  const corrected: SpanRow = {
    ...span,
    feature: kind === "inherited" ? "inherited" : span.feature,
    billing_state: kind === "only_carrier" ? "provisional" : "billed",
    cost_status: "priced",
    total_cost: span.total_cost + 12_345n,
    other_cost: span.other_cost + 12_345n,
  };
  return [...reverse, anAdjustmentRow(corrected, { entry: "book", revision: 1, reason: kind })];
}

/** mulberry32: small, seeded, good enough to spread test data. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
